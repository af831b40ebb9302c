package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.features.route.position.PositionQuestion;
import dev.covet.optimizer.features.route.position.Report;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks one server again and again how far it is, on a thread and a connection of its own. */
final class Watch implements Runnable {
    /** A server that takes longer to say it is of no use to anybody. */
    private static final int PATIENCE_MILLIS = 2_000;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);

    /** Of the application's own server: who waits for it waits for this. */
    private static final long LONGEST_PAUSE_AT_HOME = TimeUnit.MILLISECONDS.toNanos(500);

    private final ServerAccess servers;
    private final Dialect dialect;
    private final String address;
    private final Listener listener;
    private final LongSupplier nanoTime;
    private volatile boolean stopped;
    private volatile @Nullable Connection asking;

    /** Is told by the thread of the watch. */
    interface Listener {
        /** It is connected to this running server. */
        void reached(String server);

        /** The server has answered, to a question that was asked at this time. */
        void reported(Report report, long asked);

        /**
         * It cannot be asked.
         *
         * @param opening whether no connection to it could be opened
         */
        void lost(SQLException why, boolean opening);

        /** How long to wait before the next question. */
        long pause();
    }

    Watch(ServerAccess servers, Dialect dialect, String address, Listener listener, LongSupplier nanoTime) {
        this.servers = servers;
        this.dialect = dialect;
        this.address = address;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    @Override
    public void run() {
        long longest = address.isEmpty() ? LONGEST_PAUSE_AT_HOME : LONGEST_PAUSE;
        long pause = FIRST_PAUSE;
        while (!stopped) {
            long began = nanoTime.getAsLong();
            try (Connection connection = connected()) {
                ask(connection);
            } catch (SQLException why) {
                lost(why);
            } catch (RuntimeException | LinkageError why) {
                lost(new SQLException(String.valueOf(why), why));
            }
            asking = null;
            if (nanoTime.getAsLong() - began > LONGEST_PAUSE) {
                pause = FIRST_PAUSE;
            }
            await(pause);
            pause = Math.min(2 * pause, longest);
        }
    }

    private void lost(SQLException why) {
        if (!stopped) {
            listener.lost(why, asking == null);
        }
    }

    private Connection connected() throws SQLException {
        Connection made = servers.open(address);
        if (made == null) {
            throw new SQLException("The driver cannot reach another server from this kind of URL.", "08001");
        }
        try {
            made.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            asking = made;
            listener.reached(SessionFacts.ask(made, dialect, false, 0).server());
            return made;
        } catch (SQLException | RuntimeException | LinkageError unusable) {
            made.close();
            throw unusable;
        }
    }

    private void ask(Connection connection) throws SQLException {
        PositionQuestion question = PositionQuestion.of(dialect);
        while (!stopped && question != null && !question.wantsAnother()) {
            long asked = nanoTime.getAsLong();
            Report report = question.ask(connection);
            listener.reported(report, asked);
            await(listener.pause());
        }
    }

    private void await(long nanos) {
        if (!stopped) {
            LockSupport.parkNanos(nanos);
            // Somebody may interrupt what is not theirs.
            Thread.interrupted();
        }
    }

    /** Ends it soon. */
    void stop() {
        stopped = true;
        Connection open = asking;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException gone) {
                // Then it is what is wanted.
            }
        }
    }
}
