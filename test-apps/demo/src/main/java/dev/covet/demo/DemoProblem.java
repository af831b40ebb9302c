package dev.covet.demo;

/** The demo cannot go on. The message is one line: code, what happened, and what to do. */
final class DemoProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoProblem(String code, String message) {
        super(code + " " + message);
    }
}
