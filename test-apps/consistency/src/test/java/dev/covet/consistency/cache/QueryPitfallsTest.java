package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries whose answer is another one each time are never answered from the cache; those that are near to them are. */
class QueryPitfallsTest {
    private static final List<String> FLEETING = List.of(
            "select id, now() from t",
            "select id, transaction_timestamp() from t",
            "select id, statement_timestamp() from t",
            "select id, clock_timestamp() from t",
            "select id, timeofday() from t",
            "select id, {fn now()} from t",
            "select id, {fn curdate()} from t",
            "select id, current_date from t",
            "select id, current_timestamp(3) from t",
            "select id, localtime from t",
            "select id, LocalTimestamp from t",
            "select id, current_user from t",
            "select id, session_user, user from t",
            "select id, current_role from t",
            "select id, current_schema from t",
            "select id, current_schemas(true) from t",
            "select id, current_catalog from t",
            "select id, random() from t",
            "select id, gen_random_uuid() from t",
            "select id, txid_current() from t",
            "select id, txid_current_snapshot() from t",
            "select id, pg_current_xact_id_if_assigned() from t",
            "select id, pg_backend_pid() from t",
            "select id, nextval('s') from t",
            "select id, current_setting('timezone') from t",
            "select id, set_config('app.x', 'y', false) from t",
            "select id, age(z) from t",
            "select id, pg_sleep(0) from t",
            "select id, pg_table_size('t') from t",
            "select id, pg_try_advisory_lock(1) from t",
            "select id, inet_client_port() from t",
            "select id, version() from t",
            "select id, 't'::regclass from t",
            "select id, has_table_privilege('t', 'select') from t",
            "select id, query_to_xml('select 1', true, true, '') from t",
            "select id, own_volatile(id) from t",
            "select id, own_stable(id) from t",
            "select id, to_number(n) from t",
            "select avg(n) from t",
            "select own_reading(id) from t",
            "select id, xmax from t",
            "select id, t.cmax from t",
            "select * from t tablesample bernoulli (50)",
            "select * from moving",
            "select * from user_view",
            "select * from day_view",
            "select * from t for update",
            "select * from t for no key update",
            "select * from t for share",
            "select * from t for key share skip locked",
            "select * from (select * from t for update) x",
            "with x as (select * from t for update) select * from x",
            "select id from t where d < 'today'",
            "select id from t where d < date 'Tomorrow'",
            "select id from t where z < timestamptz ' now '",
            "select id from t where z < 'now'::timestamptz",
            "select id from t where d < E'today'",
            "select id from t where d < $$today$$",
            "select id from t where d < $x$yesterday$x$",
            "select id from t where d = any ('{today,tomorrow}'::date[])",
            "select id from t where d <@ '[yesterday,tomorrow)'::daterange",
            "select id from t where d < 'today 00:00'::timestamp",
            "select id from t where d < '12:00 today'::timestamp",
            "select 1",
            "select * from generate_series(1, 2)",
            "values (1)",
            "show timezone",
            "explain select * from t",
            "explain analyze select * from t",
            "select * from pg_stat_activity where pid = pg_backend_pid()",
            "select * from pg_settings where name = 'TimeZone'",
            "select id from t where (select count(*) from pg_class) > 0");

    private static final String PLAIN = "select id, d, z, n from t order by id";

    private static Ground ground;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of(
                "create table t (id int primary key, d date, z timestamptz, n text)",
                "insert into t values (1, '2026-01-01', '2026-01-01 12:00:00+00', 'today'), (2, null, null, 'two')",
                "create sequence s",
                "create view moving as select id, now() as n from t",
                "create view user_view as select id, current_user as u from t",
                "create view day_view as select id from t where d < current_date",
                "create function own_volatile(int) returns int volatile language sql as $$ select $1 $$",
                "create function own_stable(int) returns int stable language sql as $$ select $1 $$",
                "create function to_number(text) returns bigint stable language sql as $$ select count(*) from t $$",
                "create function adding(bigint, text) returns bigint stable language sql as"
                        + " $$ select $1 + count(*) from t $$",
                "create aggregate avg(text) (sfunc = adding, stype = bigint, initcond = '0')",
                "create function own_reading(int) returns bigint stable language sql as $$ select count(*) from t $$");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    static List<String> fleeting() {
        return FLEETING;
    }

    @ParameterizedTest
    @MethodSource("fleeting")
    void fleetingQuery_isNeverAnswered(String sql) throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, PLAIN);
            ground.assertNeverServed(covered, sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id, to_char(z, 'YYYY') from t order by 1",
                "select id, date_trunc('day', z) from t order by 1",
                "select id, extract(hour from z) from t order by 1",
                "select id, age(z, z) is null as a from t where n <> 'known' order by 1",
                "select max(id), count(*), string_agg(n, ',') from t",
                "select id, lag(id) over (order by id) from t order by 1",
                "select id, coalesce(n, ''), n || '!' from t order by 1",
                "select count(*) from t group by n having count(*) > 5",
                "table t",
                "select * from only t order by id",
                "select id, {fn ucase(n)} from t order by 1",
                "select distinct n from t order by 1 limit 1"
            })
    void steadyQuery_answersAsBare(String sql) throws SQLException {
        try (Connection covered = ground.covered()) {
            String bare = Ground.told(ground.other(), sql);
            for (int i = 0; i < 30; i++) {
                assertThat(Ground.told(covered, sql)).isEqualTo(bare);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"today", " Now", "TOMORROW", "yesterday 12:00", "12:00 today"})
    void movingTimeThatIsBound_isNeverAnswered(String value) throws SQLException {
        String sql = "select id from t where z < ?::timestamptz order by id";
        try (Connection covered = ground.covered()) {
            ground.warm(covered, sql, "2026-06-01");
            ground.assertNeverServed(covered, sql, value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{today}", "{\"tomorrow\"}", "{2026-01-01,today}"})
    void movingTimeInAnArray_isNeverAnswered(String value) throws SQLException {
        String sql = "select id from t where d = any (?::date[]) order by id";
        try (Connection covered = ground.covered()) {
            ground.warm(covered, sql, "{2026-01-01}");
            ground.assertNeverServed(covered, sql, value);
        }
    }

    private static void ofArray(Connection connection, String value) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from t where d = any ((?::text[])::date[])")) {
            Array array = connection.createArrayOf("text", new String[] {value});
            statement.setArray(1, array);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
            }
        }
    }

    @Test
    void movingTimeInABoundArray_isNeverAnswered() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, PLAIN);
            for (int i = 0; i < 20; i++) {
                ofArray(covered, "today");
                assertThat(ground.served()).isFalse();
                ground.warm(covered, PLAIN);
            }
        }
    }

    @Test
    void statementThatIsNotPrepared_answersAsBare() throws SQLException {
        try (Connection covered = ground.covered();
                Statement statement = covered.createStatement()) {
            ground.warm(covered, PLAIN);
            for (int i = 0; i < 6; i++) {
                try (ResultSet rows = statement.executeQuery(PLAIN)) {
                    assertThat(Ground.told(rows)).isEqualTo(Ground.told(ground.other(), PLAIN));
                }
            }
        }
    }
}
