package dev.covet.instrumentation.entry;

/** Brings up what requests are told to, which is not there before a server or a connection wants it. */
public interface EntryStart {
    /** Everything is there. */
    EntryStart DONE = new EntryStart() {};

    /** Requests will come: a server starts. Returns at once. */
    default void expected() {}

    /** A request has come. Returns when everything is there, or when that takes too long. Quick from then on. */
    default void arrived() {}
}
