package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.catalog.SessionMirror;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection of Covet's own to a replica, in autocommit mode. Belongs to whoever has taken it. */
public final class ReplicaConnection {
    private final Connection raw;
    private final long openedNanos;

    /** What its session is to the server; null if nobody knows. */
    private volatile @Nullable SessionFacts facts;

    ReplicaConnection(Connection raw, SessionFacts facts, long openedNanos) {
        this.raw = raw;
        this.facts = facts;
        this.openedNanos = openedNanos;
    }

    /** The driver's. */
    public Connection raw() {
        return raw;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** Whether its session is like this one. */
    boolean isLike(SessionFacts wanted) {
        SessionFacts known = facts;
        return known != null && SessionMirror.isAlike(known, wanted);
    }

    /**
     * Makes its session like this one, which costs a round trip if it is not. Returns whether it is then. After an error it is of
     * no use any more.
     */
    public boolean become(SessionFacts wanted, Dialect dialect, SettingNames names) throws SQLException {
        SessionFacts known = facts;
        if (known == null) {
            known = SessionFacts.askAll(raw, dialect, false, 0, names.all());
            facts = known;
        }
        if (!SessionMirror.isAlike(known, wanted)) {
            facts = null;
            known = SessionMirror.set(raw, dialect, known, wanted);
            facts = known;
        }
        return SessionMirror.isAlike(known, wanted);
    }

    /** What comes next may change its session in ways that nobody here sees. */
    public void forget() {
        facts = null;
    }
}
