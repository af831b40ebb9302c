package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatableTest {
    private static boolean isRepeatable(String sql) {
        return Repeatable.is(QueryShape.of(SqlText.of(sql, Dialect.POSTGRESQL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select name from pet where id = ?",
                "select * from pet p join owner o on o.id = p.owner_id where o.city = ? order by p.name",
                "select count(*) from visit where pet_id in (select id from pet where owner_id = ?)",
                "select upper(trim(name)), coalesce(birth, ?) from pet where exists (select 1 from visit)"
            })
    void query_whoseRowsFollowFromTheTables_is(String sql) {
        assertThat(isRepeatable(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select name from pet limit 1",
                "select name from pet order by name limit 1",
                "select name from pet where id = (select id from visit limit 1)",
                "select name from pet fetch first 2 rows only",
                "select distinct name from pet",
                "select name, count(*) from pet group by name",
                "select sum(weight) from pet",
                "select max(weight) from pet",
                "select string_agg(name, ',') from pet",
                "select array(select name from pet)",
                "select row_number() over (order by name) from pet",
                "select name from pet union select name from owner",
                "select name from pet except select name from owner",
                "select ctid, name from pet",
                "select own_function(name) from pet"
            })
    void query_whoseRowsThePlanDecides_isNot(String sql) {
        assertThat(isRepeatable(sql)).isFalse();
    }
}
