package dev.covet.optimizer.engine.node;

/** What a failure says of the server that was asked. */
public enum ErrorClass {
    /** The server was not reached, or the connection to it broke. */
    CONNECTION(true),
    /** It ends, or has not started yet. */
    SHUTTING_DOWN(true),
    /** It takes no writes: another one is the primary. */
    ROLE_CHANGED(false),
    /** It is there and takes no more. */
    SATURATION(false),
    /** It took too long, or somebody cancelled it. */
    TIMEOUT(false),
    /** Others were in the way. */
    LOCK(false),
    /** The statement, its values, or the rights of its user: the server is well. */
    STATEMENT(false),
    /** Something within the server broke. */
    INTERNAL(false),
    /** Nobody knows. */
    UNKNOWN(false);

    private final boolean unreachable;

    ErrorClass(boolean unreachable) {
        this.unreachable = unreachable;
    }

    /** Whether it says that the server cannot be reached; a few of these in a row open a breaker. */
    public boolean isUnreachable() {
        return unreachable;
    }

    /** Whether it counts as a failure of the server where rates are looked at. */
    public boolean isServerFailure() {
        return unreachable || this == SATURATION || this == INTERNAL;
    }

    /** Whether a read that is proven to be one, outside of transactions, may be asked once more elsewhere. */
    public boolean allowsRetryElsewhere() {
        return unreachable;
    }

    /** Whether the connection on which it happened is of no use any more. */
    public boolean endsConnection() {
        return unreachable;
    }
}
