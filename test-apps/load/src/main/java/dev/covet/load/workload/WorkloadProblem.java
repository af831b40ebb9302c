package dev.covet.load.workload;

/** A workload that cannot be used. The message names the file, the line, what is wrong and what is expected. */
public final class WorkloadProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkloadProblem(String message) {
        super(message);
    }

    WorkloadProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
