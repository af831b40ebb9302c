package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** The session that asks, without the one that is told. */
final class PostgresInquiry implements Inquiry {
    private final FeedSession session;
    private final String identity;
    private final Flushing flushing;

    PostgresInquiry(FeedSession session, String identity) {
        this.session = session;
        this.identity = identity;
        this.flushing = new Flushing(session.questions());
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public void check() throws SQLException {
        String now = session.identity();
        if (!now.equals(identity)) {
            throw new SQLException("Another server, or another history of it, answers now.", "08006");
        }
    }

    @Override
    public void settle() throws SQLException {
        session.awaitThoseBefore();
    }

    @Override
    public Moment moment() throws SQLException {
        PostgresMoment now = session.questions().moment();
        flushing.await(now);
        return now;
    }

    @Override
    public void hurry(long told) {
        flushing.hurry(told);
    }

    @Override
    public Set<String> untold(Collection<String> tables) throws SQLException {
        return session.coverage().untold(tables);
    }

    @Override
    public Witness witness() throws SQLException {
        return session.witness();
    }

    @Override
    public Connection asking() {
        return session.asking();
    }

    @Override
    public void close() {
        session.close();
    }
}
