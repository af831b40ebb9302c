package dev.covet.optimizer.features.trace;

/**
 * What the user wants of tracing, as far as statements are concerned. How spans look is the exporter's.
 *
 * @param mode ON posts every statement
 * @param parameters whether bound values are kept for the exporter
 * @param sqlComment what is appended to statements
 */
public record TraceSettings(Mode mode, boolean parameters, Comment sqlComment) {
    public static final TraceSettings DEFAULT = new TraceSettings(Mode.ON, false, Comment.OFF);

    /** Off, or on. */
    public enum Mode {
        OFF,
        ON
    }

    /** A comment at the end of a statement, that a database's log or monitor shows. It changes the text sent. */
    public enum Comment {
        OFF,
        /** What is the same for every call: the service's name and the like. Statement caches keep working. */
        STATIC,
        /** The trace as well, for statements that are not prepared. */
        FULL
    }
}
