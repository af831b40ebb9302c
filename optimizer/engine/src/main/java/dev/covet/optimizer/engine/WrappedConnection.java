package dev.covet.optimizer.engine;

/** A wrapped connection, as far as others than the boundary have to know it. */
public interface WrappedConnection extends Wrapped {
    ConnectionSession session();
}
