package dev.covet.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.optimizer.features.prefetch.batch.MariaDbShop;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlPrintTest {
    private static final String PETS = "select name from pet where id = ?";

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.in(
            MariaDbShop.SERVER,
            "create table pet (id int primary key, name varchar(20), born date, age int as (id + 1))",
            "create table toy (id int primary key)");

    private static String print(Connection by, String sql) throws SQLException {
        return MySqlPrint.ask(by, QueryShape.of(SqlText.of(sql, Dialect.MYSQL)));
    }

    private static String print(String sql) throws SQLException {
        return print(FILLED.connection(), sql);
    }

    @Test
    void print_isTheSameForEachSession_andForItsTablesOnly() throws SQLException {
        String pets = print(PETS);
        assertThat(pets).isNotEmpty().isEqualTo(print("select max(born) from pet"));
        assertThat(print("select * from toy")).isNotEqualTo(pets);
        assertThat(print("select * from pet join toy using (id)")).isNotIn(pets, print("select * from toy"));
        assertThat(print("select name from " + FILLED.connection().getCatalog() + ".pet"))
                .isEqualTo(pets);
        try (Connection other = FILLED.database().connect()) {
            Sql.execute(other, "set time_zone = '-03:00'");
            assertThat(print(other, PETS)).isEqualTo(pets);
        }
        Sql.execute(FILLED.connection(), "alter table toy add more int", "insert into pet (id) values (1)");
        assertThat(print(PETS)).isEqualTo(pets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modify name varchar(21)",
                "modify name varchar(20) collate utf8mb4_bin",
                "modify name varchar(20) not null default ''",
                "modify age int as (id + 2)",
                "add more int",
                "rename column born to birth",
                "modify born date first",
                "engine = aria",
                "comment = '' row_format = compressed",
            })
    void print_ofAnotherDefinition_isAnother(String change) throws SQLException {
        Sql.execute(FILLED.connection(), "create or replace table changed like pet");
        String before = print("select id from changed");
        Sql.execute(FILLED.connection(), "alter table changed " + change);
        assertThat(print("select id from changed")).isNotEqualTo(before);
    }

    /** In its place without a word in the log, for example. */
    @Test
    void print_ofATableThatWasMadeLater_isAnother() throws Exception {
        Set<String> prints = new HashSet<>();
        for (long start = System.nanoTime(); prints.size() < 2; ) {
            Sql.execute(FILLED.connection(), "create or replace table again (id int primary key)");
            prints.add(print("select * from again"));
            assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
        }
    }

    @Test
    void print_ofNothingThatIsThere_isEmpty() throws SQLException {
        assertThat(print("select * from missing")).isEmpty();
        assertThat(print("select 1")).isEmpty();
    }
}
