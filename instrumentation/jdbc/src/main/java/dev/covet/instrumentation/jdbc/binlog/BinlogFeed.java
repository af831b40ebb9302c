package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.instrumentation.jdbc.binlog.EventReader.Step;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running feed. */
final class BinlogFeed implements ChangeFeed {
    private static final long BETWEEN_CHECKS = TimeUnit.SECONDS.toNanos(1);

    private final FeedSession session;
    private final Server server;
    private final Outlook outlook;
    private final LogThread log;
    private final String unrest;

    private CascadeGraph cascades;

    /** The last change of definitions, if it is not known yet that the catalog shows it. */
    private @Nullable Commit redefined;

    /** Everything that is before this place in the log has been handed out. Written by one thread. */
    private volatile LogPosition position = LogPosition.BEGIN;

    private long checked = System.nanoTime();
    private volatile boolean failed;

    BinlogFeed(FeedSession session, Server server, LogThread log, String unrest) throws SQLException {
        this.session = session;
        this.server = server;
        this.outlook = new Outlook(server);
        this.log = log;
        this.unrest = unrest;
        this.cascades = CascadeGraph.ask(session.asking());
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        if (failed) {
            throw new SQLException("The feed has failed before.", "08003");
        }
        boolean received = false;
        try {
            receiveBefore(System.nanoTime() + mostNanos, mostNanos, to);
            received = true;
        } finally {
            failed = !received;
        }
    }

    private void receiveBefore(long end, long mostNanos, Consumer<Commit> to) throws SQLException {
        check();
        Step step = log.next(mostNanos);
        while (step != null) {
            take(step, to);
            step = System.nanoTime() - end < 0 ? log.next(0) : null;
        }
    }

    private void take(Step step, Consumer<Commit> to) throws SQLException {
        Told told = step.told();
        if (told != null) {
            Commit commit = commit(told);
            if (told.anything()) {
                redefined = commit;
                cascades = CascadeGraph.ask(session.asking());
            }
            outlook.told(commit);
            to.accept(commit);
        }
        position = step.position();
    }

    private Commit commit(Told told) {
        Set<ChangedTable> tables = new HashSet<>(told.written());
        tables.addAll(cascades.below(told.cut()));
        return new Commit(
                told.name().toString(),
                tables,
                told.anything(),
                told.name().end().number());
    }

    /** Somebody may have begun the log anew, whose places then mean something else. */
    private void check() throws SQLException {
        long now = System.nanoTime();
        if (now - checked >= BETWEEN_CHECKS) {
            checked = now;
            String present = Settings.unrest(session.asking());
            if (!present.equals(unrest)) {
                throw new SQLException(
                        "The server's log was reset, or the server begins or ends to replicate: " + present, "08006");
            }
        }
    }

    @Override
    public Moment moment() throws SQLException {
        BinlogMoment now = outlook.moment();
        if (redefined != null && now.shows(redefined)) {
            cascades = CascadeGraph.ask(session.asking());
            redefined = null;
        }
        return now;
    }

    /** The server tells at once. */
    @Override
    public void hurry() {}

    @Override
    public boolean reached(Moment moment) {
        return !failed && moment instanceof BinlogMoment asked && !position.isBefore(asked.logged());
    }

    @Override
    public long position() {
        return position.number();
    }

    @Override
    public String identity() throws SQLException {
        return session.identity();
    }

    @Override
    public Set<String> untold(Collection<String> tables) throws SQLException {
        return Coverage.untold(session.asking(), tables);
    }

    @Override
    public Witness witness() throws SQLException {
        return session.witness(server);
    }

    @Override
    public Connection asking() {
        return session.asking();
    }

    @Override
    public void close() {
        failed = true;
        session.close();
    }
}
