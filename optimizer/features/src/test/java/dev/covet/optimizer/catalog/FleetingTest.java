package dev.covet.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetingTest {
    private static List<String> reasons(String sql, Dialect dialect) {
        return Fleeting.reasons(QueryShape.of(SqlText.of(sql, dialect)), dialect);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select now(), name from pet",
                "select name from pet where born < current_date",
                "select name from pet order by random()",
                "select clock_timestamp() from pet",
                "select nextval('pets')",
                "select name from pet where born = 'today'",
                "select pg_current_wal_lsn()",
                "select gen_random_uuid()"
            })
    void postgres_tellsOfTheMoment(String sql) {
        assertThat(reasons(sql, Dialect.POSTGRESQL)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select now(), name from pet",
                "select name from pet where born < current_date",
                "select name from pet where born < curdate()",
                "select name from pet order by rand()",
                "select last_insert_id()",
                "select uuid()"
            })
    void mysql_tellsOfTheMoment(String sql) {
        assertThat(reasons(sql, Dialect.MYSQL)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select name from pet where id = ?",
                "select count(*), max(born), lower(name) from pet group by name",
                "select own_function(id) from pet"
            })
    void whatOnlyReads_isLeft(String sql) {
        assertThat(reasons(sql, Dialect.POSTGRESQL)).isEmpty();
        assertThat(reasons(sql, Dialect.MYSQL)).isEmpty();
    }
}
