package dev.covet.optimizer.catalog;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * How long a question of ours may take on the application's connection, whose statement waits for it: it may meet locks that the
 * statement does not, as reading a view's definition does while somebody changes the view.
 */
final class Bound {
    private static final int SECONDS = 1;

    private Bound() {}

    static <T extends Statement> T on(T question) throws SQLException {
        question.setQueryTimeout(SECONDS);
        return question;
    }
}
