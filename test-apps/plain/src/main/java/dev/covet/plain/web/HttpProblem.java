package dev.covet.plain.web;

/** A request that cannot be answered as asked: the status and one sentence for the caller. */
public final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public HttpProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    public static HttpProblem badRequest(String message) {
        return new HttpProblem(400, message);
    }

    public int status() {
        return status;
    }
}
