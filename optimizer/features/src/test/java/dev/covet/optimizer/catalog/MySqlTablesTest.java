package dev.covet.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.optimizer.features.prefetch.batch.MariaDbShop;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlTablesTest {
    private static final String[] OBJECTS = {
        "create table plain (id int primary key, at datetime default now(), check (id > 0))",
        "create table child (id int, foreign key (id) references plain (id))",
        "create table parent (id int primary key)",
        "create table orphan (id int, foreign key (id) references parent (id) on delete set null)",
        "create table Fires (id int)",
        "create trigger f after delete on Fires for each row set @x = 1",
        "create table slow (id int) engine = myisam",
        "create view door as select id from plain",
        "create function own(x int) returns int deterministic return x"
    };

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.in(MariaDbShop.SERVER, OBJECTS);

    private static TableFacts ask(Connection by, String table) throws SQLException {
        return TableCatalog.OF_DATABASE.ask(by, Dialect.MYSQL, false, Set.of(table), Set.of("own", "lower"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|[]",
                "child|[]",
                "orphan|[]",
                "parent|[CASCADE]",
                "fires|[TRIGGER]",
                "slow|[KIND]",
                "door|[KIND]",
                "missing|null"
            })
    void ask_table_tellsWhatHidesBehindIt(String table, String detours) throws SQLException {
        TableFacts facts = ask(FILLED.connection(), table);

        assertThat(facts.current()).isTrue();
        assertThat(facts.everywhere()).isFalse();
        assertThat(facts.functions()).containsExactly("own");
        assertThat(String.valueOf(facts.tables().get(table))).isEqualTo(detours);
    }

    @Test
    void ask_keyIntoAnotherSchema_isFoundEverywhere() throws SQLException {
        try (TestDatabase far = MariaDbShop.SERVER.createDatabase();
                Connection there = far.connect()) {
            Sql.execute(
                    there,
                    "create table near (id int, foreign key (id) references "
                            + FILLED.connection().getCatalog() + ".plain (id) on delete cascade)");

            assertThat(ask(there, "near").everywhere()).isTrue();
        }
    }

    @Test
    void ask_whoMayNotSeeTriggers_learnsNothing() throws SQLException {
        Sql.execute(FILLED.connection(), "create user covet_blind@'%' identified by 'blind'");
        try (Connection blind = DriverManager.getConnection(MariaDbShop.SERVER.jdbcUrl(""), "covet_blind", "blind")) {
            assertThat(ask(blind, "fires").current()).isFalse();
        } finally {
            Sql.execute(FILLED.connection(), "drop user covet_blind@'%'");
        }
    }
}
