package dev.covet.load;

/** A run that cannot begin, or cannot write what it found. The message is one line that says why and what to do. */
public final class LoadProblem extends Exception {
    private static final long serialVersionUID = 1L;

    LoadProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
