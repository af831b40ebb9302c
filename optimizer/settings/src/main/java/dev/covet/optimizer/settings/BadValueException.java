package dev.covet.optimizer.settings;

/** A text is not a value of its type. Has no message: the one who knows key and source makes it. */
final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean outOfRange;

    private BadValueException(boolean outOfRange) {
        super(null, null, false, false);
        this.outOfRange = outOfRange;
    }

    static BadValueException unreadable() {
        return new BadValueException(false);
    }

    static BadValueException outOfRange() {
        return new BadValueException(true);
    }

    boolean isOutOfRange() {
        return outOfRange;
    }
}
