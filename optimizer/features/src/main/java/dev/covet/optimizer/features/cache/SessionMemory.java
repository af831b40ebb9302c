package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.catalog.SessionQuestions;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.cache.relay.Epoch;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the cache knows of one session. Belongs to the thread that uses the connection. */
final class SessionMemory {
    private static final long RIGHTS_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);

    private final Identities identities;
    private final Sightings sightings = new Sightings();
    private final Patience patience = new Patience();
    private final SessionQuestions questions = new SessionQuestions();
    private final Search.Passed passing = new Search.Passed(sightings);
    private long settings = -1;
    private @Nullable Epoch epoch;
    private @Nullable Identity identity;
    private String rights = "";
    private long askedNanos;

    /** Of a session that warms up: what came of its last query, and in which format. */
    private String outcome = "";

    private boolean binary;

    private SessionMemory(Identities identities) {
        this.identities = identities;
    }

    /** Of a session in which something is sought already. */
    static Patience patience(StatementCall call) {
        return call.session().ofCache() instanceof SessionMemory known ? known.patience : new Patience();
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

    /**
     * What came of the last query of a session that warms up: {@code there} if its answer is kept in the format that is wanted,
     * {@code other format} if it is in the other one, {@code lost} if it is not kept although it was to be, or why it was not to be.
     */
    String outcome(boolean wanted) {
        return outcome.equals("there") && binary != wanted ? "other format" : outcome;
    }

    void outcome(String last) {
        outcome = last;
    }

    void binary(boolean last) {
        binary = last;
    }

    /** Of the statement that is executed at present. */
    Patience patience() {
        return patience;
    }

    Sightings sightings() {
        return sightings;
    }

    /**
     * Rights and settings of the session now; null if they could not be learned, or if asking does not pay. Asks the database
     * if something may have changed them since, in the session or, as another epoch shows, in the server's configuration.
     */
    @Nullable Identity identity(StatementCall call, Epoch present) {
        if (isOther(call, present)) {
            settings = call.session().settings();
            epoch = null;
            if (!questions.pays(settings)) {
                return null;
            }
            identity = asked(call);
            askedNanos = call.startNanos();
            epoch = present;
        }
        questions.used();
        return identity;
    }

    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    private boolean isOther(StatementCall call, Epoch present) {
        return epoch != present
                || settings != call.session().settings()
                || (identity != null && !hasRightsOf(present) && call.startNanos() - askedNanos > RIGHTS_AGAIN);
    }

    /** Whether roles had the same rights when the session was asked. The relay may never see others that were there between. */
    boolean hasRightsOf(Epoch present) {
        return rights.equals(present.rights());
    }

    /** The same where nothing is followed: asks again, too, if it was asked longer ago than this. */
    @Nullable Identity identity(StatementCall call, long most) {
        long now = call.startNanos();
        long known = call.session().settings();
        if (settings != known || epoch != null || now - askedNanos > most) {
            identity = asked(call);
            settings = known;
            epoch = null;
            askedNanos = now;
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
            rights = facts.rights();
            return identities.of(facts, session.driver());
        } catch (SQLException unable) {
            return null;
        }
    }
}
