package org.apache.derbyish;

/** Has the package of one of Apache's drivers. */
public final class Marker {
    private Marker() {}
}
