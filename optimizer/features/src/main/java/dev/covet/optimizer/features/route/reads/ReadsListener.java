package dev.covet.optimizer.features.route.reads;

/** Who asks the catalog, and who tells people. Called by threads of the application: nothing here may wait. */
public interface ReadsListener {
    /** To be answered by {@link Reads#judge}, or {@link Reads#leave}, on another thread. Until then nobody else is asked. */
    void wanted(ReadQuestion question);

    /** A comment is not followed. Said once for each text that is kept. */
    void unfollowed(String message);
}
