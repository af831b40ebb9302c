package dev.covet.optimizer.engine;

/** Marks our wrappers of JDBC objects, so that none is wrapped twice. */
public interface Wrapped {
    /** The driver's object. */
    Object covetDelegate();
}
