package dev.covet.plain.library;

/** The library does not do what was asked, and says why. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What kind of request was refused. */
    public enum Reason {
        NOT_FOUND,
        /** It would be fine in another state of the library. */
        CONFLICT,
        /** It names something that does not exist. */
        UNKNOWN_REFERENCE
    }

    private Refusal(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public static Refusal notFound(String what, long id) {
        return new Refusal(Reason.NOT_FOUND, "there is no " + what + " " + id);
    }

    public static Refusal conflict(String message) {
        return new Refusal(Reason.CONFLICT, message);
    }

    public static Refusal unknown(String what, long id) {
        return new Refusal(Reason.UNKNOWN_REFERENCE, "there is no " + what + " " + id);
    }

    public Reason reason() {
        return reason;
    }
}
