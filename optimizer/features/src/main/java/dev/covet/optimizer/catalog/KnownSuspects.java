package dev.covet.optimizer.catalog;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.WriteClock;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What queries may name that writes, of those databases whose answers are kept. Elsewhere nothing waits that could be wrong. With
 * MySQL and MariaDB one connection reaches several databases of a server, and each user sees others of their views: what was found
 * for one of them is suspect in all, and where nobody has looked everything is.
 */
public final class KnownSuspects {
    private static final int MOST_DATABASES = 1_000;
    private static final int MOST_PLACES = 1_000;
    private static final long BELIEVED = TimeUnit.SECONDS.toNanos(30);
    private static final Suspects EVERYTHING = new Suspects(Set.of(), Set.of(), false, true);

    private final Map<WriteClock, Known> databases = new ConcurrentHashMap<>();
    private final AtomicInteger version = new AtomicInteger();

    /** Of one place: as long as the schema has this number, and for a while. */
    private record Looked(Suspects found, long schema, long nanos) {}

    /**
     * Of one server, or of one of its databases.
     *
     * @param all that was found, as one object as long as it is equal
     */
    private record Known(Suspects all, Map<String, Looked> places) {
        @SuppressWarnings("ReferenceEquality") // one object as long as it is equal
        boolean says(Known other) {
            return all == other.all && places.keySet().equals(other.places.keySet());
        }
    }

    private static String place(ConnectionSession session) {
        if (session.facts().dialect() != Dialect.MYSQL) {
            return "";
        }
        String catalog = session.state().catalog();
        return catalog == null ? session.facts().user() : session.facts().user() + '\n' + catalog;
    }

    /** Null if nothing is kept. The same object twice: nothing else was found in between. */
    public @Nullable Suspects of(ConnectionSession session) {
        Known known = databases.get(session.clock());
        return known == null ? null : isUnknownPlace(known, session) ? EVERYTHING : known.all();
    }

    /** The same where answers are kept, whether anybody has looked or not. */
    public Suspects ofKept(ConnectionSession session) {
        Suspects known = of(session);
        return known == null ? EVERYTHING : known;
    }

    /** The same number twice: {@link #of} says the same as before, to sessions of the same place. */
    public int version() {
        return version.get();
    }

    /** Whether nobody has looked where this session is, although answers are kept. */
    public boolean isUnknownPlace(ConnectionSession session) {
        Known known = databases.get(session.clock());
        return known != null && isUnknownPlace(known, session);
    }

    private static boolean isUnknownPlace(Known known, ConnectionSession session) {
        return session.facts().dialect() == Dialect.MYSQL
                && (session.state().catalogUnknown() || !known.places().containsKey(place(session)));
    }

    /** Whether so many databases are known that nothing is kept of further ones. */
    public boolean isFull() {
        return databases.size() >= MOST_DATABASES;
    }

    /** Whether it is time to ask the catalog for them. */
    public boolean areOld(ConnectionSession session) {
        Known known = databases.get(session.clock());
        Looked there = known == null ? null : known.places().get(place(session));
        return there == null
                || there.schema() != session.clock().schema()
                || session.engine().nanoTime() - there.nanos() > BELIEVED;
    }

    /**
     * The catalog was asked. False if there is no room for what it said, so that nothing may be kept.
     *
     * @param found null if it was not asked for these
     * @param schema the number of the schema's last change before it was asked, at this time
     */
    public boolean learned(ConnectionSession session, @Nullable Suspects found, long schema, long nanos) {
        if (found == null || (isFull() && !databases.containsKey(session.clock()))) {
            return databases.containsKey(session.clock());
        }
        Known before = databases.get(session.clock());
        Known after = databases.compute(
                session.clock(), (none, known) -> with(known, place(session), new Looked(found, schema, nanos)));
        if (before == null || !before.says(after)) {
            version.incrementAndGet();
        }
        return true;
    }

    /** Asks the catalog, on the connection of this call, if that can be done. */
    public void look(StatementCall call, QueryShape shape) {
        ConnectionSession session = call.session();
        Statement statement = call.statement();
        if (statement == null
                || session.facts().dialect() != Dialect.MYSQL
                || session.state().catalogUnknown()) {
            return;
        }
        long schema = session.clock().schema();
        long nanos = session.engine().nanoTime();
        try {
            Suspects found = MySqlCatalog.judge(statement.getConnection(), shape, "cache", true)
                    .suspects();
            learned(session, found, schema, nanos);
        } catch (SQLException closed) {
            // Then all its queries stay suspect.
        }
    }

    private static Known with(@Nullable Known before, String place, Looked looked) {
        Map<String, Looked> places = before == null ? new HashMap<>() : new HashMap<>(before.places());
        if (places.size() < MOST_PLACES || places.containsKey(place)) {
            places.put(place, looked);
        }
        Suspects all = looked.found();
        if (places.size() > 1) {
            all = union(places);
        }
        return new Known(before != null && before.all().equals(all) ? before.all() : all, Map.copyOf(places));
    }

    private static Suspects union(Map<String, Looked> places) {
        Set<String> relations = new HashSet<>();
        Set<String> words = new HashSet<>();
        boolean schemas = false;
        boolean everywhere = false;
        for (Looked each : places.values()) {
            relations.addAll(each.found().relations());
            words.addAll(each.found().words());
            schemas |= each.found().otherSchemas();
            everywhere |= each.found().everywhere();
        }
        return new Suspects(relations, words, schemas, everywhere);
    }
}
