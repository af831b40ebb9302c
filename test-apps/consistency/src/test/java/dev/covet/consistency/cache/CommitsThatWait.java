package dev.covet.consistency.cache;

import dev.covet.consistency.TestServers;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Commits of sessions that say so wait for a standby for a while: they are in the log, where change capture finds them, and
 * nobody sees them yet. The server's configuration is never loaded anew, which would end all answers.
 */
final class CommitsThatWait implements AutoCloseable {
    /** For how long each of them waits at most. */
    private static final Duration WAIT = Duration.ofMillis(300);

    private static final String LET_GO = "select count(pg_cancel_backend(pid)) from pg_stat_activity"
            + " where datname = current_database() and wait_event = 'SyncRep'";

    private final Connection connection;
    private final Thread thread;
    private volatile boolean closed;

    private CommitsThatWait(Connection connection) {
        this.connection = connection;
        this.thread = new Thread(this::run, "commits that wait");
    }

    /** In this database, from now on. */
    static CommitsThatWait in(TestDatabase database) throws SQLException {
        CommitsThatWait made = new CommitsThatWait(database.connect());
        made.thread.start();
        return made;
    }

    /** An empty database that tells of its changes. */
    static TestDatabase database() {
        return TestServers.waitingPostgres().createDatabase(CacheRun::publish);
    }

    /** The address for sessions whose commits wait. */
    static String address(TestDatabase database) {
        return database.jdbcUrl("options=-c%20synchronous_commit=on");
    }

    private void run() {
        try {
            while (!Await.whether(WAIT, () -> closed)) {
                Sql.value(connection, LET_GO);
            }
        } catch (SQLException ended) {
            closed = true;
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        connection.close();
    }
}
