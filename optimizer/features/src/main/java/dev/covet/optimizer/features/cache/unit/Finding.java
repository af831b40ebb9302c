package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.catalog.MySqlCatalog;
import dev.covet.optimizer.catalog.PostgresCatalog;
import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog said of a query. It is believed until this JVM changes the schema, and a minute at most, because others may
 * change it too.
 *
 * @param reasons against giving its answers again to who has asked; empty if they may be
 * @param isolation of the connection that was asked, in lower case with blanks; empty if it was not learned
 * @param suspects what other queries of the database may name that writes; null if that was not asked
 * @param schema the number of the schema's last change when the catalog was asked
 * @param catalog the database that names without one were looked for in, as far as it was set
 */
record Finding(
        List<String> reasons,
        String isolation,
        @Nullable Suspects suspects,
        long schema,
        @Nullable String catalog,
        long nanos) {
    private static final long BELIEVED = TimeUnit.MINUTES.toNanos(1);

    /** Asks on this connection, the driver's own, inside its transaction if it has one. */
    static Finding ask(Connection connection, QueryShape shape, ConnectionSession session, boolean suspects) {
        long schema = session.clock().schema();
        long nanos = session.engine().nanoTime();
        Eligibility found = session.facts().dialect() == Dialect.POSTGRESQL
                ? PostgresCatalog.judge(
                        connection, shape, "cache", session.transaction().active(), suspects)
                : MySqlCatalog.judge(connection, shape, "cache", suspects);
        return new Finding(
                found.lasting().again(),
                found.isolation(),
                found.suspects(),
                schema,
                session.state().catalog(),
                nanos);
    }

    boolean allowed() {
        return reasons.isEmpty();
    }

    boolean isOld(ConnectionSession session) {
        return schema != session.clock().schema() || session.engine().nanoTime() - nanos >= BELIEVED;
    }

    /** Names without a database mean the same there. */
    boolean isOf(ConnectionSession session) {
        return session.facts().dialect() == Dialect.POSTGRESQL
                || (!session.state().schemaUnknown()
                        && Objects.equals(catalog, session.state().catalog()));
    }
}
