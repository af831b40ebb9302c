package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.cache.relay.Epoch;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What the cache knows of one session. Belongs to the thread that uses the connection. */
final class SessionMemory {
    private final Identities identities;
    private final Sightings sightings = new Sightings();
    private final Search.Passed passing = new Search.Passed(sightings);
    private long settings = -1;
    private long asked;
    private @Nullable Epoch epoch;
    private @Nullable Identity identity;

    private SessionMemory(Identities identities) {
        this.identities = identities;
    }

    @SuppressWarnings("ReferenceEquality") // of another stage
    static SessionMemory of(ConnectionSession session, Identities identities) {
        if (session.ofCache() instanceof SessionMemory known && known.identities == identities) {
            return known;
        }
        SessionMemory made = new SessionMemory(identities);
        session.ofCache(made);
        return made;
    }

    /** What is remembered of a query that is not answered from the cache. */
    Search.Passed passing() {
        return passing;
    }

    Sightings sightings() {
        return sightings;
    }

    /**
     * Rights and settings of the session now; null if they could not be learned. Asks the database if something may have
     * changed them since, in the session or, as another epoch shows, in the server's configuration.
     */
    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    @Nullable Identity identity(StatementCall call, Epoch present) {
        ConnectionSession session = call.session();
        long now = session.settings();
        if (settings != now || epoch != present) {
            identity = asked(call);
            settings = now;
            epoch = present;
        }
        return identity;
    }

    /** The same where nothing is followed: asks again, too, if it was asked longer ago than this. */
    @Nullable Identity identity(StatementCall call, long most) {
        long now = call.startNanos();
        long known = call.session().settings();
        if (settings != known || epoch != null || now - asked > most) {
            identity = asked(call);
            settings = known;
            epoch = null;
            asked = now;
        }
        return identity;
    }

    private @Nullable Identity asked(StatementCall call) {
        Statement statement = call.statement();
        ConnectionSession session = call.session();
        if (statement == null) {
            return null;
        }
        try {
            SessionFacts facts = SessionFacts.ask(
                    statement.getConnection(),
                    session.facts().dialect(),
                    session.transaction().active(),
                    session.serverProcess());
            return identities.of(facts);
        } catch (SQLException unable) {
            return null;
        }
    }
}
