package dev.covet.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.optimizer.features.prefetch.batch.PostgresShop;
import dev.covet.optimizer.sql.ChangeShape;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTablesTest {
    private static final String[] OBJECTS = {
        "create type mood as enum ('calm', 'wild')",
        "create domain short as text check (length(value) < 9)",
        "create sequence counter",
        "create table plain (id int default nextval('counter') primary key, at timestamptz default now(), m mood[],"
                + " s short, size int generated always as (abs(id)) stored, unique (at), check (id > 0))",
        "create index on plain (lower(s)) where id > 1",
        "create table child (id int references plain on delete restrict)",
        "create table parent (id int primary key)",
        "create table orphan (id int references parent on delete set null)",
        "create table renamed (id int primary key)",
        "create table follower (id int references renamed on update cascade)",
        "create function own(int) returns int language sql as 'select 1'",
        "create function calm(int) returns int language sql immutable as 'select 1'",
        "create function fired() returns trigger language plpgsql as 'begin return new; end'",
        "create table fires (id int)",
        "create constraint trigger f after insert on fires deferrable for each row execute function fired()",
        "create table ruled (id int)",
        "create rule r as on update to ruled do nothing",
        "create table defaults (id int default own(1))",
        "create table checks (id int check (calm(id) > 0))",
        "create table indexed (id int)",
        "create index on indexed (calm(id))",
        "create table generates (id int, x int generated always as (calm(id)) stored)",
        "create table queries (id int, x xml default query_to_xml('select 1', true, true, ''))",
        "create table typed (id int, x plain)",
        "create table sliced (id int) partition by range (id)",
        "create table slice partition of sliced for values from (1) to (9)",
        "create table kin (id int)",
        "create table kid () inherits (kin)",
        "create table secured (id int)",
        "alter table secured enable row level security",
        "create view door as select * from plain",
        "create materialized view kept as select 1 as id",
        "create schema other",
        "create table twice (id int)",
        "create view other.\"Twice\" as select 1 as id"
    };

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.in(PostgresShop.SERVER, OBJECTS);

    private static TableFacts ask(boolean transaction, String... tables) throws SQLException {
        return TableCatalog.OF_DATABASE.ask(
                FILLED.connection(), Dialect.POSTGRESQL, transaction, Set.of(tables), Set.of("lower", "own", "calm"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|[]",
                "child|[]",
                "orphan|[]",
                "parent|[CASCADE]",
                "renamed|[CASCADE]",
                "fires|[TRIGGER]",
                "ruled|[RULE]",
                "defaults|[EXPRESSION]",
                "checks|[EXPRESSION]",
                "indexed|[EXPRESSION]",
                "generates|[EXPRESSION]",
                "queries|[EXPRESSION]",
                "typed|[EXPRESSION]",
                "sliced|[KIND, FAMILY]",
                "slice|[FAMILY]",
                "kin|[FAMILY]",
                "kid|[FAMILY]",
                "secured|[POLICY]",
                "door|[KIND, RULE]",
                "kept|[KIND, RULE]",
                "twice|[KIND, RULE]",
                "pg_class|[KIND]",
                "missing|null"
            })
    void ask_table_tellsWhatHidesBehindIt(String table, String detours) throws SQLException {
        TableFacts facts = ask(false, table);

        assertThat(facts.current()).isTrue();
        assertThat(facts.everywhere()).isFalse();
        assertThat(String.valueOf(facts.tables().get(table))).isEqualTo(detours);
    }

    @Test
    void ask_functions_tellsThoseOfTheDatabase() throws SQLException {
        TableFacts facts = ask(false, "plain");

        assertThat(facts.functions()).containsExactlyInAnyOrder("own", "calm");
        assertThat(facts.changesOnlyItsTable(change("update plain set s = lower(?)")))
                .isTrue();
        assertThat(facts.changesOnlyItsTable(change("update plain set id = own(1)")))
                .isFalse();
        assertThat(facts.changesOnlyItsTable(change("delete from missing"))).isFalse();
        assertThat(facts.readsOnly(List.of("plain"), List.of("lower"), word -> false))
                .isTrue();
        assertThat(facts.readsOnly(List.of("plain"), List.of("calm"), word -> false))
                .isFalse();
        assertThat(facts.readsOnly(List.of("plain", "missing"), List.of(), word -> false))
                .isFalse();
    }

    private static ChangeShape change(String sql) {
        return Objects.requireNonNull(ChangeShape.of(SqlText.of(sql, Dialect.POSTGRESQL)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create domain touching as int check (own(value) > 0)|true|false",
                "create cast (plain as child) with function turned(plain) as assignment|true|false",
                "create operator === (leftarg = int, rightarg = int, function = agree)|false|true",
                "create operator ~~ (leftarg = plain, rightarg = plain, function = alike)|true|false",
                "select turned(null)|false|false"
            })
    void ask_whatNoTextShows_isFoundEverywhere(String made, boolean everywhere, boolean word) throws SQLException {
        FILLED.connection().setAutoCommit(false);
        try {
            Sql.execute(
                    FILLED.connection(),
                    "create function agree(int, int) returns boolean language sql as 'select true'",
                    "create function alike(plain, plain) returns boolean language sql as 'select true'",
                    "create function turned(plain) returns child language sql as 'select null::child'",
                    made);
            TableFacts facts = ask(true, "plain");

            assertThat(facts.everywhere()).isEqualTo(everywhere);
            assertThat(facts.words().contains("===")).isEqualTo(word);
            assertThat(facts.words()).contains("turned", "alike");
        } finally {
            FILLED.connection().rollback();
            FILLED.connection().setAutoCommit(true);
        }
    }

    @Test
    void ask_withinASnapshot_isNotCurrentAndLeavesTheTransactionOpen() throws SQLException {
        FILLED.connection().setAutoCommit(false);
        FILLED.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            assertThat(ask(true, "plain").current()).isFalse();
            assertThat(Sql.value(FILLED.connection(), "select 'open'")).isEqualTo("open");
        } finally {
            FILLED.connection().rollback();
            FILLED.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            FILLED.connection().setAutoCommit(true);
        }
    }
}
