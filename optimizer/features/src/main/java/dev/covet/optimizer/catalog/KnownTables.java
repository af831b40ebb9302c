package dev.covet.optimizer.catalog;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.TableJudge;
import dev.covet.optimizer.sql.ChangeShape;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which tables of one database can be changed without changing others. The catalog is asked when a batch is about to be
 * sent, on its connection, about all names that statements have changed so far. Until then, and once that is too long ago,
 * any statement may change anything.
 */
public final class KnownTables implements TableJudge {
    private static final int MOST_NAMES = 500;
    private static final long BELIEVED = TimeUnit.MINUTES.toNanos(1);
    private static final long ASKED_AGAIN = TimeUnit.SECONDS.toNanos(30);
    private static final long ASKED_AGAIN_IN_VAIN = TimeUnit.SECONDS.toNanos(1);

    private final TableCatalog catalog;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final Set<String> functions = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicInteger forgotten = new AtomicInteger();
    private volatile @Nullable Answer answer;
    private volatile @Nullable Failed failed;

    public KnownTables(TableCatalog catalog) {
        this.catalog = catalog;
    }

    /** The catalog could not be asked at this time. */
    private record Failed(long nanos) {}

    /**
     * What was learned.
     *
     * @param names how many tables and functions were asked for
     * @param schema the number of the schema's last change when the catalog was asked
     */
    private record Answer(TableFacts facts, int names, long schema, long nanos) {
        boolean holds(ConnectionSession session) {
            return schema == session.clock().schema() && age(session) < BELIEVED;
        }

        long age(ConnectionSession session) {
            return session.engine().nanoTime() - nanos;
        }
    }

    @Override
    public int table(ConnectionSession session, SqlText text) {
        Change change = Change.of(text);
        ChangeShape shape = change.shape();
        if (shape == null || !isCurrentSchema(session, shape.schema())) {
            return TableClock.ANY;
        }
        Answer known = answer;
        if (known != null && known.holds(session) && change.isHarmless(known.facts())) {
            return change.number();
        }
        if (add(changed, List.of(shape.table()))) {
            add(functions, shape.functions());
        }
        return TableClock.ANY;
    }

    /** MySQL's and MariaDB's catalog is asked about one schema only: that of the URL. */
    private static boolean isCurrentSchema(ConnectionSession session, String named) {
        if (session.facts().dialect() != Dialect.MYSQL) {
            return true;
        }
        String usual = session.facts().database();
        String current = session.state().catalog();
        return !usual.isEmpty()
                && !session.state().schemaUnknown()
                && (named.isEmpty() || named.equalsIgnoreCase(usual))
                && (current == null || current.equalsIgnoreCase(usual));
    }

    private static boolean add(Set<String> names, Collection<String> more) {
        return names.containsAll(more) || (names.size() + more.size() <= MOST_NAMES && names.addAll(more));
    }

    /**
     * The numbers of the tables that a query reads; null if it may read others. Asks the catalog if it is time.
     *
     * @param connection the driver's own
     */
    public int @Nullable [] read(Connection connection, ConnectionSession session, Names query) {
        if (changed.isEmpty()) {
            return null;
        }
        List<String> names = new ArrayList<>(query.tables().size());
        for (String table : query.tables()) {
            int dot = table.indexOf('.');
            if (!isCurrentSchema(session, dot < 0 ? "" : table.substring(0, dot))) {
                return null;
            }
            names.add(table.substring(dot + 1));
        }
        if (!query.known() || !add(read, names) || !add(functions, query.functions())) {
            return null;
        }
        Answer known = answer;
        if (isOld(known, session)) {
            known = asked(connection, session);
        }
        boolean certain = known != null
                && known.holds(session)
                && known.facts().readsOnly(names, query.functions(), query.text()::contains);
        return certain ? names.stream().mapToInt(TableClock::number).toArray() : null;
    }

    /** The tables that statements have changed so far, by their names in lower case without schema. */
    public Set<String> changed() {
        return Set.copyOf(changed);
    }

    /** Definitions may have changed since the catalog was asked. */
    public void forget() {
        forgotten.incrementAndGet();
        answer = null;
    }

    /** Whoever asks waits until that fails. */
    private boolean isResting(ConnectionSession session) {
        Failed last = failed;
        return last != null && session.engine().nanoTime() - last.nanos() < ASKED_AGAIN;
    }

    private int names() {
        return changed.size() + read.size() + functions.size();
    }

    private boolean isOld(@Nullable Answer known, ConnectionSession session) {
        if (known == null || known.schema() != session.clock().schema()) {
            return true;
        }
        if (!known.facts().current()) {
            return known.age(session) > ASKED_AGAIN_IN_VAIN;
        }
        return known.names() != names() || known.age(session) > ASKED_AGAIN;
    }

    private @Nullable Answer asked(Connection connection, ConnectionSession session) {
        boolean transaction = session.transaction().active();
        boolean snapshot = session.transaction().isolation() == Connection.TRANSACTION_REPEATABLE_READ;
        if ((transaction && snapshot) || isResting(session) || !asking.compareAndSet(false, true)) {
            return answer;
        }
        int before = forgotten.get();
        try {
            int names = names();
            long schema = session.clock().schema();
            long nanos = session.engine().nanoTime();
            List<String> tables = new ArrayList<>(changed);
            tables.addAll(read);
            TableFacts found = catalog.ask(
                    connection, session.facts().dialect(), transaction, Set.copyOf(tables), Set.copyOf(functions));
            Answer made = new Answer(found, names, schema, nanos);
            answer = made;
            if (forgotten.get() != before) {
                // The catalog may have been asked before what has changed since.
                answer = null;
                return null;
            }
            return made;
        } catch (SQLException unable) {
            failed = new Failed(session.engine().nanoTime());
            return null;
        } finally {
            asking.set(false);
        }
    }

    /**
     * What a query names.
     *
     * @param known whether that is all
     * @param tables in lower case, with a schema where one is written
     * @param text in lower case
     */
    public record Names(boolean known, List<String> tables, List<String> functions, String text) {
        public static final Names NONE = new Names(true, List.of(), List.of(), "");

        public Names {
            tables = List.copyOf(tables);
            functions = List.copyOf(functions);
        }

        /** All that a query names, by its text. */
        public static Names of(QueryShape shape) {
            List<String> tables = shape.plainTables();
            return new Names(
                    tables != null,
                    tables == null ? List.of() : tables,
                    shape.functions(),
                    shape.sql().toLowerCase(Locale.ROOT));
        }
    }
}
