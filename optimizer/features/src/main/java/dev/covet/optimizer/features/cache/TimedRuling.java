package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.catalog.MySqlCatalog;
import dev.covet.optimizer.catalog.PostgresCatalog;
import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog has said of a query where nobody tells of changed definitions: believed for as long as its answers are given.
 *
 * @param reasons against keeping its answers, each a sentence for people; empty if they may be kept
 * @param tables that it reads, in lower case without schema
 * @param suspects what queries of this database may name that writes; null if the catalog was not asked for it
 * @param schema the number of the schema's last change by this JVM when the catalog was asked
 * @param catalog the database that names without one were looked for in, as far as it was set
 * @param nanos when it was asked
 */
record TimedRuling(
        List<String> reasons,
        Set<String> tables,
        @Nullable Suspects suspects,
        long schema,
        @Nullable String catalog,
        long nanos) {
    TimedRuling {
        reasons = List.copyOf(reasons);
        tables = Set.copyOf(tables);
    }

    /** Asks on the application's connection, within its transaction if there is one. */
    static TimedRuling ask(Connection connection, QueryShape shape, ConnectionSession session) {
        long schema = session.clock().schema();
        long nanos = session.engine().nanoTime();
        Eligibility found = session.facts().dialect() == Dialect.POSTGRESQL
                ? PostgresCatalog.judge(
                        connection, shape, "cache", session.transaction().active(), true)
                : MySqlCatalog.judge(connection, shape, "cache", true);
        List<String> reasons = new ArrayList<>(found.lasting().reasons());
        if (found.lasting().tables().isEmpty()) {
            reasons.add("the query reads no table");
        }
        return new TimedRuling(
                reasons,
                found.lasting().tables(),
                found.suspects(),
                schema,
                session.state().catalog(),
                nanos);
    }

    boolean allowed() {
        return reasons.isEmpty();
    }

    /** Whether it is believed for answers that are given for so long. */
    boolean holds(ConnectionSession session, long ttl, long now) {
        return schema == session.clock().schema()
                && now - nanos <= ttl
                && Objects.equals(catalog, session.state().catalog());
    }

    /** By {@link TableClock#number}. */
    int[] numbers() {
        return tables.stream().mapToInt(TableClock::number).distinct().toArray();
    }
}
