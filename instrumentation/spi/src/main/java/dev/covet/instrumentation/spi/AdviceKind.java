package dev.covet.instrumentation.spi;

/** When a point is called, and what it may change. */
public enum AdviceKind {
    /** Before the method. */
    ENTER,
    /** After the method, also when it throws; the result may be replaced. */
    EXIT,
    /** Before and after. What enter returns is the token of exit; without a token exit is not called. */
    ENTER_AND_EXIT,
    /**
     * The same, and a point may keep the method from being called: what enter returns is thrown if it is a
     * {@link java.sql.SQLException}, and there is no exit then. The only way by which a point throws anything.
     */
    MAY_REJECT,
    /** Before the method; what enter returns replaces one of its arguments. */
    REPLACE_ARGUMENT
}
