package dev.covet.optimizer.features.health;

/** The stack at one moment. It costs a microsecond or two; only {@link #getStackTrace()} makes it readable. */
final class Origin extends Throwable {
    private static final long serialVersionUID = 1;

    Origin() {
        super(null, null, false, true);
    }
}
