package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.Commit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks what everybody sees, for somebody who is told of commits. Used by one thread at a time. */
final class Outlook {
    private final Server server;

    /** Told of and not seen yet when last asked, because they were prepared. */
    private final List<Commit> prepared = new ArrayList<>();

    Outlook(Server server) {
        this.server = server;
    }

    void told(Commit commit) {
        if (!TransactionName.of(commit).xid().isEmpty()) {
            prepared.add(commit);
        }
    }

    BinlogMoment moment() throws SQLException {
        BinlogMoment now = server.moment(!prepared.isEmpty());
        prepared.removeIf(now::shows);
        return now;
    }
}
