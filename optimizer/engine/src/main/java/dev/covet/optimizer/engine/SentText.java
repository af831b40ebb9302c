package dev.covet.optimizer.engine;

/**
 * The text that the driver gets in place of the application's. What it throws is counted, and the application's text is
 * sent. Whatever it makes of a text, the call knows the application's.
 */
public interface SentText {
    /** The application's, to the last character. */
    SentText AS_GIVEN = new SentText() {
        @Override
        public String prepared(ConnectionSession session, String sql) {
            return sql;
        }

        @Override
        public String executed(StatementCall call, String sql) {
            return sql;
        }
    };

    /** For a statement that is prepared; caches of the driver and the server keep it, so it is the same each time. */
    String prepared(ConnectionSession session, String sql);

    /** For a statement that is executed at once, after the stages were asked. */
    String executed(StatementCall call, String sql);
}
