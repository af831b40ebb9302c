package dev.covet.exporters.otel.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StatementCatalogTest {
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {}),
            new SelfProtection(System::nanoTime, (text, error) -> {}),
            System::nanoTime);
    private final StatementCatalog catalog = new StatementCatalog(ExportSettings.DEFAULT, Limits.DEFAULT);

    private ConnectionSession session(String system, String host, int port, String database, @Nullable String schema) {
        return new ConnectionSession(
                engine,
                new ConnectionFacts(Dialect.POSTGRESQL, system, host, port, 5432, database, schema, "ann", "driver"));
    }

    private static StatementCall call(ConnectionSession session, String sql) {
        return new StatementCall(session, session.text(sql), ExecutionKind.QUERY, true, 0);
    }

    @Test
    void of_sameStatement_isTheSameObject() {
        ConnectionSession session = session("postgresql", "db", 5432, "shop", null);
        StatementFacts facts = catalog.of(call(session, "select 1"));
        assertThat(catalog.of(call(session, "select 1"))).isSameAs(facts);
        assertThat(catalog.of(call(session("postgresql", "db", 5432, "shop", null), "select 1")))
                .isSameAs(facts);
        assertThat(catalog.of(call(session("postgresql", "db2", 5432, "shop", null), "select 1")))
                .isNotSameAs(facts);
    }

    @Test
    void of_sessionWithSchemaAndPeer_namesThem() {
        ConnectionSession session = session("postgresql", "db", 6432, "shop", "app");
        session.peer("10.0.0.7", 5432);
        assertThat(catalog.of(call(session, "select 1")).span().asMap())
                .isEqualTo(Map.of(
                        Keys.DB_SYSTEM, "postgresql",
                        Keys.DB_NAMESPACE, "shop|app",
                        Keys.DB_QUERY_SUMMARY, session.text("select 1").summary(),
                        Keys.DB_QUERY_TEXT, session.text("select 1").queryText(),
                        Keys.SERVER_ADDRESS, "db",
                        Keys.SERVER_PORT, 6432L,
                        Keys.PEER_ADDRESS, "10.0.0.7",
                        Keys.PEER_PORT, 5432L));
        session.state().schema("tenant7");
        assertThat(catalog.of(call(session, "select 1")).span().get(Keys.DB_NAMESPACE))
                .isEqualTo("shop|tenant7");
    }

    @Test
    void of_mysqlWithSchema_namesTheDatabaseOnly() {
        assertThat(catalog.of(call(session("mysql", "db", 3306, "shop", "x"), "select 1"))
                        .span()
                        .get(Keys.DB_NAMESPACE))
                .isEqualTo("shop");
    }

    @Test
    void of_batch_hasSummaryOfBatchAndBatchOfOneHasNot() {
        ConnectionSession session = session("postgresql", "db", 5432, "shop", null);
        StatementCall two = call(session, "insert into t values (?)");
        two.batch(2, false);
        StatementCall one = call(session, "insert into t values (?)");
        one.batch(1, false);
        StatementCall mixed = call(session, "insert into t values (?)");
        mixed.batch(2, true);
        assertThat(catalog.of(two).spanName()).startsWith("BATCH ").isNotEqualTo("BATCH ");
        assertThat(catalog.of(one).spanName()).doesNotStartWith("BATCH");
        assertThat(catalog.of(mixed).spanName()).isEqualTo("BATCH");
        assertThat(catalog.of(mixed).span().get(Keys.DB_QUERY_TEXT)).isNull();
    }

    @Test
    void of_manyStatements_isBoundedInNumberAndCharacters() {
        ConnectionSession session = session("postgresql", "db", 5432, "shop", null);
        for (int i = 0; i < 5_000; i++) {
            catalog.of(call(session, "select " + i));
        }
        assertThat(catalog.size()).isLessThanOrEqualTo(1024);
        for (int i = 0; i < 1_000; i++) {
            catalog.of(call(session, "select " + i + " ".repeat(20_000)));
        }
        assertThat(catalog.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void of_longText_isCut() {
        ConnectionSession session = session("postgresql", "db", 5432, "shop", null);
        StatementFacts facts = catalog.of(call(session, "select " + "x".repeat(100_000)));
        assertThat(facts.span().get(Keys.DB_QUERY_TEXT)).hasSize(16_384);
    }

    @Test
    void metrics_haveAFewSummariesAndOther() {
        StatementCatalog few = new StatementCatalog(
                new ExportSettings(false, java.util.List.of(), false, true, 2), Limits.DEFAULT);
        ConnectionSession session = session("postgresql", "db", 5432, "shop", null);
        few.of(call(session, "select a"));
        few.of(call(session, "select b"));
        StatementFacts third = few.of(call(session, "select c"));
        assertThat(third.metric().get(Keys.DB_QUERY_SUMMARY)).isEqualTo("other");
        assertThat(third.span().get(Keys.DB_QUERY_SUMMARY)).isNotEqualTo("other");
        assertThat(third.metric().get(Keys.DB_QUERY_TEXT)).isNull();
    }
}
