package dev.covet.optimizer.features.cache.relay;

/** The catalog could not be asked about a query this time. */
final class UnaskedException extends Exception {
    private static final long serialVersionUID = 1;

    UnaskedException() {
        super("the catalog could not be asked", null, false, false);
    }
}
