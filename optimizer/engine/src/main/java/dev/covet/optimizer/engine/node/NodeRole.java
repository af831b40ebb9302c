package dev.covet.optimizer.engine.node;

/** What is wanted of a server by those who connect to it. */
public enum NodeRole {
    /** Whatever it is at present. */
    ANY,
    /** It takes writes. */
    PRIMARY,
    /** It follows another one. */
    REPLICA
}
