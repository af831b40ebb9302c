package dev.covet.nplus1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that cannot be asked for several keys in one statement of PostgreSQL, and those that cannot be asked early. */
class RepeatedQueriesTest {
    private static final int OWNERS = 50;

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner (id bigint primary key, name text, born date, pets int)",
            "create table pet (id bigint primary key, owner_id bigint, born date, name text, tag name)",
            "insert into owner select i, 'owner ' || i, date '2000-01-01' + i, 1 + i % 3" + " from generate_series(1, "
                    + OWNERS + ") i",
            "insert into pet select i, i % 40 + 1, date '2000-01-01' + i, 'owner ' || i, 'pet ' || i % 3"
                    + " from generate_series(1, 200) i",
            "create function loud(bigint) returns bigint language plpgsql volatile as" + " 'begin return $1; end'",
            "create view names as select distinct owner_id, tag from pet");

    enum Asked {
        LIMIT("select id, name from pet where owner_id = ? limit 2"),
        DISTINCT("select distinct tag from pet where owner_id = ?"),
        GROUPED("select tag, count(*) from pet where owner_id = ? group by tag"),
        UNITED("select name from pet where owner_id = ? union select 'none'"),
        VIEW("select tag from names where owner_id = ?"),
        LIMIT_BY_PARAMETER("select id, name from pet order by id limit ?"),
        DATE("select id, name from pet where born = ? order by id") {
            @Override
            void bind(PreparedStatement statement, ResultSet owner) throws SQLException {
                statement.setDate(1, owner.getDate("born"));
            }
        },
        UNTYPED("select id, name from pet where name = ? order by id") {
            @Override
            void bind(PreparedStatement statement, ResultSet owner) throws SQLException {
                statement.setObject(1, owner.getString("name"), Types.OTHER);
            }
        },
        ARRAY("select id, name from pet where owner_id = any(?) order by id") {
            @Override
            void bind(PreparedStatement statement, ResultSet owner) throws SQLException {
                Object[] keys = {owner.getLong("id")};
                statement.setArray(1, statement.getConnection().createArrayOf("bigint", keys));
            }
        };

        private final String sql;

        Asked(String sql) {
            this.sql = sql;
        }

        void bind(PreparedStatement statement, ResultSet owner) throws SQLException {
            statement.setLong(1, owner.getLong("id"));
        }

        List<String> program(Connection connection, boolean transaction) throws SQLException {
            List<String> read = new ArrayList<>();
            connection.setAutoCommit(!transaction);
            try (Statement all = connection.createStatement();
                    ResultSet owners = all.executeQuery("select id, name, born, pets from owner order by id")) {
                while (owners.next()) {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        bind(statement, owners);
                        read.add(read(statement));
                    }
                }
            }
            if (transaction) {
                connection.commit();
            }
            return read;
        }
    }

    private static String read(PreparedStatement statement) throws SQLException {
        StringBuilder read = new StringBuilder();
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    read.append(rows.getString(column))
                            .append(rows.getMetaData().getColumnTypeName(column));
                }
            }
        }
        return read.toString();
    }

    private static List<String> request(Lane lane, Asked asked, boolean transaction) throws Exception {
        return lane.request(source -> {
            try (Connection connection = source.getConnection()) {
                return asked.program(connection, transaction);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void queryThatCannotBeJoined_isAskedAsItIsSeveralTimesAtOnce(Asked asked) throws Exception {
        for (boolean transaction : new boolean[] {true, false}) {
            try (Lane bare = Lane.bare(FILLED.database());
                    Lane prefetching = Lane.steady(FILLED.database(), Trial.PATIENT)) {
                List<String> expected = request(bare, asked, transaction);
                assertThat(bare.sent().statements()).hasSize(1 + OWNERS);
                for (int i = 0; i < 4; i++) {
                    assertThat(request(prefetching, asked, transaction)).isEqualTo(expected);
                }
                assertThat(prefetching.sent().statements())
                        .as(
                                "%s",
                                prefetching.sent().pairs().stream()
                                        .map(Pair::refused)
                                        .toList())
                        .hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select distinct loud(id) from pet where owner_id = ?",
                "select id, random() < 2 from pet where owner_id = ? limit 1",
                "select distinct tag from (select * from pet where owner_id = ? for update) p",
                "select id from pet where owner_id = ? limit 1 for share",
                "select distinct id from pet tablesample system (100) where owner_id = ?",
                "select distinct unheard_of(id) from pet where owner_id = ?",
                "with w as (update pet set tag = tag where owner_id = ? returning id) select distinct id from w",
                "select distinct nextval('counter') > 0 from pet where owner_id = ?",
                "select /* covet:off prefetch */ distinct tag from pet where owner_id = ?"
            })
    void queryThatIsNotPure_isNeverAskedEarly(String sql) throws Exception {
        try (Lane prefetching = Lane.steady(FILLED.database(), Trial.PATIENT)) {
            for (int i = 0; i < 3; i++) {
                prefetching.request(source -> {
                    try (Connection connection = source.getConnection();
                            Statement all = connection.createStatement();
                            ResultSet owners = all.executeQuery("select id from owner order by id")) {
                        while (owners.next()) {
                            once(connection, sql, owners.getLong(1));
                        }
                        return 0;
                    }
                });
                assertThat(prefetching.sent().served()).isEmpty();
                assertThat(prefetching.sent().statements().stream()
                                .filter(sql::equals)
                                .count())
                        .isEqualTo(OWNERS);
            }
        }
    }

    /** Some of them fail, as there is no such function. */
    private static void once(Connection connection, String sql, long owner) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, owner);
            assertThat(read(statement)).isNotNull();
        } catch (SQLException unknown) {
            assertThat(unknown.getMessage()).contains("does not exist");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "never, select distinct 10 / (? - 20)",
        "never, select 10 / (? - 20)",
        "always, select 10 / (? - 20)",
        "conservative, select 10 / (? - 20)"
    })
    void errorForAnotherKey_isNotNoticed(String autosave, String select) throws Exception {
        String sql = select + " as risk from owner where id = 1";
        String url = FILLED.database().jdbcUrl("autosave=" + autosave);
        try (Lane bare = Lane.bare(FILLED.database());
                Lane prefetching = Lane.prefetching(FILLED.database(), Trial.PATIENT, url)) {
            List<String> expected = bare.request(source -> upTo(source.getConnection(), sql));
            for (int i = 0; i < 2; i++) {
                List<String> read = prefetching.request(source -> upTo(source.getConnection(), sql));
                assertThat(read).isEqualTo(expected);
            }
            assertThat(prefetching.sent().pairs())
                    .extracting(Pair::refused)
                    .anySatisfy(reason -> assertThat(Objects.toString(reason)).contains("failed"));
        }
    }

    /** Key 20 would take seconds, and nobody asks for it. */
    @Test
    void timeoutForAnotherKey_isNotNoticedAndNoReasonToGiveUp() throws Exception {
        String sql = "select distinct count(*) from generate_series(1, case when ? = 20 then 100000000 else 1 end)";
        String url = FILLED.database().jdbcUrl("options=-c%20statement_timeout=300");
        try (Lane prefetching = Lane.prefetching(FILLED.database(), Trial.PATIENT, url)) {
            List<String> read = prefetching.request(source -> upTo(source.getConnection(), sql));

            assertThat(read).hasSize(OWNERS - 1).containsOnly("1int8");
            assertThat(prefetching.sent().served()).isNotEmpty();
            assertThat(prefetching.sent().pairs()).extracting(Pair::refused).containsOnlyNulls();
        }
    }

    @Test
    void someAnswersAreLarge_batchesEndBeforeThem() throws Exception {
        String sql = "select distinct id, repeat('x', case when id % 20 = 5 then 2200000 else 10 end) from owner"
                + " where id = ?";
        try (Lane bare = Lane.bare(FILLED.database());
                Lane prefetching = Lane.steady(FILLED.database(), Trial.PATIENT)) {
            List<String> expected = bare.request(source -> upTo(source.getConnection(), sql));
            for (int i = 0; i < 2; i++) {
                List<String> read = prefetching.request(source -> upTo(source.getConnection(), sql));
                assertThat(read).isEqualTo(expected);
            }
            assertThat(prefetching.sent().served()).hasSizeGreaterThan(OWNERS / 2);
            assertThat(prefetching.sent().pairs()).extracting(Pair::refused).containsOnlyNulls();
        }
    }

    @Test
    void oneAnswerIsTooLarge_itsQueryIsAskedAloneFromThenOn() throws Exception {
        String sql = "select distinct n from generate_series(1, case when ? = 30 then 25000 else 1 end) n";
        try (Lane bare = Lane.bare(FILLED.database());
                Lane prefetching = Lane.steady(FILLED.database(), Trial.PATIENT)) {
            List<String> expected = bare.request(source -> upTo(source.getConnection(), sql));
            List<String> read = prefetching.request(source -> upTo(source.getConnection(), sql));
            assertThat(read).isEqualTo(expected);
            assertThat(prefetching.sent().served()).hasSizeGreaterThan(20);
            assertThat(prefetching.sent().pairs())
                    .extracting(Pair::refused)
                    .anySatisfy(reason -> assertThat(Objects.toString(reason)).contains("20000 rows"));
        }
    }

    /** All but the owners whose query fails, in one transaction. */
    private static List<String> upTo(Connection given, String sql) throws SQLException {
        List<String> read = new ArrayList<>();
        try (Connection connection = given) {
            connection.setAutoCommit(false);
            try (Statement all = connection.createStatement();
                    ResultSet owners = all.executeQuery("select id from owner order by id");
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                while (owners.next()) {
                    if (owners.getLong(1) != 20) {
                        statement.setLong(1, owners.getLong(1));
                        read.add(read(statement));
                    }
                }
            }
            connection.commit();
        }
        return read;
    }
}
