package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.catalog.KnownTables;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverIdentity;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.Connection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog said of a query, what the query names, and for how long that is believed: until this JVM changes the schema, and a minute
 * at most, because others may change it too.
 *
 * @param schema the number of the schema's last change when the catalog was asked
 * @param catalog the database that names without one were looked for in, as far as it was set
 * @param driver by which the session was set
 */
record Judgement(
        Eligibility rule,
        KnownTables.Names names,
        long schema,
        @Nullable String catalog,
        DriverIdentity driver,
        long nanos) {
    private static final long BELIEVED = TimeUnit.MINUTES.toNanos(1);

    static Judgement of(Connection connection, Pattern pattern, ConnectionSession session, boolean suspects) {
        long schema = session.clock().schema();
        long nanos = session.engine().nanoTime();
        return new Judgement(
                Rules.judge(connection, pattern, session.transaction().active(), suspects),
                KnownTables.Names.of(QueryShape.of(pattern.text())),
                schema,
                session.state().catalog(),
                session.driver(),
                nanos);
    }

    /** Whether the same text means the same to a session that was never told anything else. */
    boolean isOf(ConnectionSession session) {
        return Objects.equals(catalog, session.state().catalog()) && driver.equals(session.driver());
    }

    boolean isOfPlaceOf(Judgement other) {
        return Objects.equals(catalog, other.catalog) && driver.equals(other.driver);
    }

    boolean holds(ConnectionSession session) {
        return schema == session.clock().schema() && session.engine().nanoTime() - nanos < BELIEVED;
    }
}
