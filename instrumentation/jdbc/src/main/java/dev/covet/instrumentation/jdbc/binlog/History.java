package dev.covet.instrumentation.jdbc.binlog;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What places in a log are of. Another one after the server was started again, as from a backup, after its log was begun anew, and on
 * another server.
 *
 * @param server as it says itself
 * @param started the second in which it was started, and that in which it began to count what it has done; empty if it does not say
 * @param unrest as {@link Settings#unrest()} has it
 */
record History(String server, String started, String unrest) {
    static History ask(Connection asking) throws SQLException {
        return of(asking, Settings.ask(asking));
    }

    /** With what the server has said of itself. */
    static History of(Connection asking, Settings settings) throws SQLException {
        return new History(settings.server(), Settings.started(asking, settings.isMariaDb()), settings.unrest());
    }

    /** Whether no other history has this name. */
    boolean isKnown() {
        return !started.isEmpty();
    }

    String name() {
        return String.join(" ", server, started, unrest);
    }
}
