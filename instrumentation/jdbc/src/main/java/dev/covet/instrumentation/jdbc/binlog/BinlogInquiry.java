package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** The session that asks, without the one that is sent the log. */
final class BinlogInquiry implements Inquiry {
    private final FeedSession session;
    private final Server server;
    private final Outlook outlook;
    private final String identity;

    BinlogInquiry(FeedSession session, Server server, String identity) {
        this.session = session;
        this.server = server;
        this.outlook = new Outlook(server);
        this.identity = identity;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public void check() throws SQLException {
        if (!session.identity().equals(identity)) {
            throw new SQLException("Another server, or another history of it, answers now.", "08006");
        }
    }

    @Override
    public void settle() throws SQLException {
        server.settle();
    }

    @Override
    public void told(Commit commit) {
        outlook.told(commit);
    }

    @Override
    public Moment moment() throws SQLException {
        return outlook.moment();
    }

    /** The server tells at once. */
    @Override
    public void hurry(long told) {}

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
        session.close();
    }
}
