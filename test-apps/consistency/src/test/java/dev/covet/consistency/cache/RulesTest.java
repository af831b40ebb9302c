package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rules say of single tables, queries and places. */
class RulesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PET = "select name from pet where id = ?";
    private static final String OWNER = "select name from owner where id = ?";

    private TestDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = CacheRun.database();
        try (Connection own = database.connect()) {
            for (String table : List.of("pet", "owner")) {
                Sql.execute(
                        own,
                        "create table " + table + " (id int primary key, name text)",
                        "insert into " + table + " values (1, 'a')");
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private static String outcome(CachedJvm jvm, Connection covered, String sql) {
        Ground.answer(covered, sql, 1);
        return jvm.outcome();
    }

    private static void await(CachedJvm jvm, Connection covered, String sql, String outcome) {
        Await.until(outcome + " of " + sql, PATIENCE, () -> outcome(jvm, covered, sql), outcome::equals);
    }

    private CachedJvm jvm(String... rules) {
        return new CachedJvm(CacheRun.BOUNDED.verifying(0).with(List.of(rules)));
    }

    private void assertEnds(CachedJvm jvm, Connection covered, String sql) {
        await(jvm, covered, sql, "hit");
        await(jvm, covered, sql, "miss");
        await(jvm, covered, sql, "hit");
    }

    @Test
    void time_endsAnswersThatNobodyHasChanged() throws SQLException {
        try (CachedJvm jvm = jvm("table:pet ttl=100ms");
                Connection covered = jvm.to(database).getConnection()) {
            await(jvm, covered, OWNER, "hit");
            assertEnds(jvm, covered, PET);
            long misses = jvm.count("miss");
            await(jvm, covered, OWNER, "hit");
            assertThat(jvm.count("miss")).isEqualTo(misses);
            assertThat(jvm.errors()).isEmpty();
        }
    }

    @Test
    void comment_hasTimeOfItsOwn() throws SQLException {
        try (CachedJvm jvm = jvm();
                Connection covered = jvm.to(database).getConnection()) {
            assertEnds(jvm, covered, "/* covet:cache ttl=100ms */ " + PET);
            assertThat(jvm.errors()).isEmpty();
        }
    }

    @Test
    void off_whereverItIsSaid_keepsAnswersOut() throws SQLException {
        try (CachedJvm jvm = jvm("site:" + RulesTest.class.getName() + ".askedHere off", "table:owner off");
                Connection covered = jvm.to(database).getConnection()) {
            await(jvm, covered, PET, "hit");
            assertThat(askedHere(jvm, covered)).isEqualTo("excepted");
            assertThat(outcome(jvm, covered, OWNER)).isEqualTo("excepted");
            assertThat(outcome(jvm, covered, "/* covet:cache offf */ " + PET)).isEqualTo("excepted");
            assertThat(jvm.misread()).containsExactly("offf");
            await(jvm, covered, PET, "hit");
        }
    }

    @Test
    void off_holdsWithinTransactionsToo() throws SQLException {
        CacheSettings settings =
                CacheRun.BOUNDED.at(CacheSettings.Level.TRANSACTION).with(List.of("table:owner off"));
        try (CachedJvm jvm = new CachedJvm(settings);
                Connection covered = jvm.to(database).getConnection()) {
            covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            covered.setAutoCommit(false);
            await(jvm, covered, PET, "hit");
            for (int i = 0; i < 3; i++) {
                assertThat(outcome(jvm, covered, OWNER)).isEqualTo("excepted");
            }
            covered.rollback();
        }
    }

    private static String askedHere(CachedJvm jvm, Connection covered) {
        return outcome(jvm, covered, PET);
    }
}
