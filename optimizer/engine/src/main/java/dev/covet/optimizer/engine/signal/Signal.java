package dev.covet.optimizer.engine.signal;

/** Something that happened and that consumers may want to know: immutable for them. */
public interface Signal {}
