package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Consistency;
import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers for a time, of databases that tell nobody of their changes. */
class TtlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LEAST_SERVED = 50;
    private static final String PET = "select name from pet where id = ?";
    private static final String OWNER = "select name from owner where id = ?";
    private static final String BOTH = "select 1 from pet join owner on owner.id = pet.id where pet.id = ?";

    /** Neither is asked for its log. */
    enum Server {
        POSTGRES,
        MARIADB
    }

    private static CachedJvm jvm(String... rules) {
        return new CachedJvm(CacheSettings.of(CacheSettings.Mode.ON)
                .at(CacheSettings.Level.TTL)
                .with(List.of(rules)));
    }

    private static TestDatabase database(Server server) throws SQLException {
        TestDatabase database = empty(server);
        try (Connection own = database.connect()) {
            for (String table : List.of("pet", "owner")) {
                Sql.execute(
                        own,
                        "create table " + table + " (id int primary key, name varchar(20))",
                        "insert into " + table + " values (1, 'a')");
            }
        }
        return database;
    }

    private static TestDatabase empty(Server server) throws SQLException {
        return server == Server.POSTGRES
                ? TestServers.postgres().createDatabase()
                : TestServers.mariaDb().createDatabase();
    }

    private static void warm(CachedJvm jvm, Connection covered, String sql) {
        Await.until("a hit " + jvm.outcomes(), PATIENCE, () -> Ground.answer(covered, sql, 1), any -> jvm.served());
    }

    private static String outcome(CachedJvm jvm, Connection covered, String sql) {
        Ground.answer(covered, sql, 1);
        return jvm.outcome();
    }

    @ParameterizedTest
    @EnumSource
    void otherClientsWrite_isSeenOnceTheTimeIsOver(Server server) throws SQLException {
        try (TestDatabase database = database(server);
                CachedJvm jvm = jvm("table:pet ttl=500ms");
                Connection other = database.connect();
                Connection covered = jvm.to(database).getConnection()) {
            warm(jvm, covered, PET);
            Sql.execute(other, "update pet set name = 'b' where id = 1");
            Await.until("the new name", PATIENCE, () -> Ground.answer(covered, PET, 1), name -> name.contains("b"));
            warm(jvm, covered, PET);
            assertThat(Ground.answer(covered, PET, 1)).contains("b");
            assertThat(jvm.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownWrite_isSeenAtOnce_alsoByOtherConnections(Server server) throws SQLException {
        try (TestDatabase database = database(server);
                CachedJvm jvm = jvm("table:pet ttl=1h", "table:owner ttl=1h");
                Connection covered = jvm.to(database).getConnection();
                Connection second = jvm.to(database).getConnection()) {
            for (int round = 0; round < 5; round++) {
                warm(jvm, covered, PET);
                warm(jvm, covered, OWNER);
                Sql.execute(second, "update pet set name = 'w" + round + "' where id = 1");
                assertThat(Ground.answer(covered, PET, 1)).contains("w" + round);
                assertThat(jvm.served()).isFalse();
            }
            // Which table a write changes is known by now.
            warm(jvm, covered, OWNER);
            Sql.execute(second, "update pet set name = 'x' where id = 1");
            assertThat(outcome(jvm, covered, OWNER)).isEqualTo("hit");
            assertThat(jvm.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNoRuleNamesEntirely_isNeverAnswered(Server server) throws SQLException {
        try (TestDatabase database = database(server);
                CachedJvm jvm = jvm("table:pet ttl=1h");
                Connection covered = jvm.to(database).getConnection()) {
            warm(jvm, covered, PET);
            for (int i = 0; i < 5; i++) {
                assertThat(outcome(jvm, covered, OWNER)).isEqualTo("unnamed");
                assertThat(outcome(jvm, covered, BOTH)).isEqualTo("unnamed");
                assertThat(outcome(jvm, covered, "/* covet:off cache */ " + PET))
                        .isEmpty();
            }
            warm(jvm, covered, "/* covet:cache ttl=1h */ " + BOTH);
        }
    }

    /** Not the first time either that somebody might be shown it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select random() from pet where id = ?",
                "select now() from pet where id = ?",
                "select name from pet where id = ? for update",
                "select name from moody where id = ?"
            })
    void whatTheDatabaseAnswersOtherwiseEachTime_isNeverAnswered(String sql) throws SQLException {
        try (TestDatabase database = database(Server.POSTGRES);
                CachedJvm jvm = jvm("request:* ttl=1h");
                Connection other = database.connect();
                Connection covered = jvm.to(database).getConnection()) {
            Sql.execute(other, "create view moody as select id, name || random() as name from pet");
            warm(jvm, covered, PET);
            for (int i = 0; i < 10; i++) {
                Ground.answer(covered, sql, 1);
                assertThat(jvm.served()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create or replace view seen as select id, 'new' as name from pet",
                "revoke select on seen from reader"
            })
    void definitionsAndRights_areAskedForAnew(String change) throws SQLException {
        try (TestDatabase database = database(Server.POSTGRES);
                CachedJvm jvm = jvm("request:* ttl=300ms");
                Connection other = database.connect()) {
            String sql = "select name from seen where id = ?";
            Sql.execute(
                    other,
                    "create view seen as select id, name::text as name from pet",
                    "do $$ begin create role reader login password 'reader'; exception when duplicate_object then null; end $$",
                    "grant select on seen to reader");
            try (Connection covered = jvm.to(database).getConnection("reader", "reader")) {
                warm(jvm, covered, sql);
                Sql.execute(other, change);
                String expected = change.startsWith("revoke") ? "error 42501" : "new";
                Await.until(expected, PATIENCE, () -> Ground.answer(covered, sql, 1), now -> now.contains(expected));
            }
            Sql.execute(other, "drop owned by reader");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sessionsWithOtherSettings_getTheirOwn(Server server) throws SQLException {
        try (TestDatabase database = database(server);
                CachedJvm jvm = jvm("request:* ttl=1h");
                Connection covered = jvm.to(database).getConnection();
                Connection second = jvm.to(database).getConnection()) {
            warm(jvm, covered, PET);
            Sql.execute(
                    second, server == Server.POSTGRES ? "set timezone to 'Asia/Tokyo'" : "set time_zone = '+09:00'");
            assertThat(outcome(jvm, second, PET)).isNotEqualTo("hit");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oracle_findsNothingOlderThanTheTime(Server server) throws Exception {
        Duration time = Duration.ofMillis(300);
        assertClean(server, time, BoundedPostgresTest::reading);
    }

    @ParameterizedTest
    @EnumSource
    void oracle_withOwnWrites_findsNothingOlderThanTheTime(Server server) throws Exception {
        assertClean(
                server,
                Duration.ofMillis(300),
                setting -> setting.coveredClients(3, Mix.SETTLED).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    /** Else it could not be seen either that nothing is older than the time. */
    @Test
    void oracle_ofAShorterTime_findsWhatIsOlder() throws Exception {
        Hunt.assertFound(
                StalenessCheck.class,
                seed -> report(
                        Server.POSTGRES, Duration.ofMillis(300), Duration.ofMillis(20), BoundedPostgresTest::reading));
    }

    private static void assertClean(Server server, Duration time, UnaryOperator<Setting> clients) throws Exception {
        CacheRun.assertClean(report(server, time, time, clients), LEAST_SERVED);
    }

    private static Report report(Server server, Duration time, Duration promised, UnaryOperator<Setting> clients)
            throws Exception {
        try (TestDatabase database = empty(server);
                CachedJvm one = jvm("request:* ttl=" + time.toMillis() + "ms");
                CachedJvm two = jvm("request:* ttl=" + time.toMillis() + "ms")) {
            BareDataSource bare = new BareDataSource(database.jdbcUrl(), database.user(), database.password());
            Setting setting = Setting.in(server == Server.POSTGRES ? Dialect.POSTGRES : Dialect.MARIADB, bare)
                    .contract(Contract.bounded(promised))
                    .served(LEAST_SERVED)
                    .covered("one", one.to(database), one::served)
                    .covered("two", two.to(database), two::served);
            Report report = Consistency.run(clients.apply(setting));
            assertThat(one.errors()).isEmpty();
            assertThat(two.errors()).isEmpty();
            return report;
        }
    }
}
