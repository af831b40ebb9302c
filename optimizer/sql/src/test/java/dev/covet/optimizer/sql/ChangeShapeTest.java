package dev.covet.optimizer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangeShapeTest {
    private static final String[] PARTS =
            "insert ~into ~update ~delete ~from ~only ~t ~s.t ~\"Q\" ~`b` ~set ~a = ?~, ~(~)~where ~f(~select ~;~{~@v ~as ~'~\"~--~\n~."
                    .split("~", -1);

    private static @Nullable ChangeShape shape(String sql, Dialect dialect) {
        return ChangeShape.of(SqlText.of(sql, dialect));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into audit values (?, ?)|''|audit|[]",
                "INSERT INTO Audit (id, at) VALUES (nextval('s'), now()), (?, ?);|''|audit|[nextval, now]",
                "insert into \"Audit\" (id) values (1) returning id|''|audit|[]",
                "insert into app.audit default values|app|audit|[]",
                "insert into audit (id) values (1) on conflict (id) do update set n = excluded.n + 1|''|audit|[]",
                "update audit set a = ?, b = lower(?) where id = ?|''|audit|[lower]",
                "update only audit as a set a = 1 where extract(year from a.at) = 1|''|audit|[extract]",
                "update audit a set a = null where a.b is distinct from ?|''|audit|[]",
                "delete from audit|''|audit|[]",
                "delete from audit a where a.id in (?, ?) returning *|''|audit|[]",
                "truncate audit|''|audit|[]",
                "TRUNCATE TABLE ONLY app.Audit RESTART IDENTITY;|app|audit|[]",
                "truncate audit continue identity restrict|''|audit|[]",
                "/* by */ delete from audit where a = 'select 1 from t' -- end|''|audit|[]"
            })
    void of_simpleChange_namesItsTable(String sql, String schema, String table, String functions) {
        ChangeShape shape = Objects.requireNonNull(shape(sql, Dialect.POSTGRESQL));

        assertThat(shape.schema()).isEqualTo(schema);
        assertThat(shape.table()).isEqualTo(table);
        assertThat(shape.functions()).hasToString(functions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into `Audit` (a) values (?) on duplicate key update a = values(a)",
                "insert ignore into audit set a = 1",
                "update audit set a = a + 1 order by id limit 1",
                "delete from audit where a = 1 limit 5"
            })
    void of_changeOfMySql_namesItsTable(String sql) {
        assertThat(shape(sql, Dialect.MYSQL)).extracting(ChangeShape::table).isEqualTo("audit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "insert into a select * from b",
                "insert into a (select 1)",
                "insert into a table b",
                "insert into a values ((select f()))",
                "insert into a values (\"f\"(1))",
                "insert into a values (s.f(1))",
                "insert into a values (1); delete from b",
                "insert into \"a.b\" values (1)",
                "insert into \"a\"\"b\" values (1)",
                "insert into \u00e4 values (1)",
                "insert into c.s.a values (1)",
                "insert into aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg values (1)",
                "insert into pg_temp.a values (1)",
                "with x as (delete from b) insert into a values (1)",
                "update a set x = b.x from b where a.id = b.id",
                "update a set x = (select 1)",
                "update a, b set x = 1",
                "update a join b on a.id = b.id set x = 1",
                "delete from a using b where a.id = b.id",
                "delete a from a join b",
                "delete from a where exists (table b)",
                "merge into a using b on true when matched then delete",
                "truncate a, b",
                "truncate a cascade",
                "truncate a restart identity cascade",
                "copy a from stdin",
                "call a()",
                "{call a()}",
                "update a set x = {fn now()}",
                "update a set x = 'open"
            })
    void of_anythingElse_isNotUnderstood(String sql) {
        assertThat(shape(sql, Dialect.POSTGRESQL)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update a, b set x = 1",
                "update a set x = @v := 1",
                "replace into a values (1)",
                "insert into a values (1) /*! , (f()) */",
                "delete from a, b using a join b",
                "insert a values (1)",
                "insert into a values (`f`(1))"
            })
    void of_anythingElseOfMySql_isNotUnderstood(String sql) {
        assertThat(shape(sql, Dialect.MYSQL)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "SQLITE", "OTHER"})
    void of_otherDatabases_isNotUnderstood(Dialect dialect) {
        assertThat(shape("delete from a", dialect)).isNull();
    }

    @Test
    void of_anyText_doesNotThrow() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sql = new StringBuilder();
            for (int part = random.nextInt(12); part >= 0; part--) {
                sql.append(PARTS[random.nextInt(PARTS.length)]);
            }
            assertThatCode(() -> shape(sql.toString(), Dialect.MYSQL))
                    .as(sql.toString())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select a from B.C join d on true|[b.c, d]",
                "select a from \"B\"|[b]",
                "select a \"T.x\" from b|null",
                "select a from \"b\"\"c\"|null",
                "select a from \u00e4|null",
                "select a from x.y.z|null"
            })
    void plainTables_areThoseThatCanBeNoOthers(String sql, String expected) {
        assertThat(String.valueOf(
                        QueryShape.of(SqlText.of(sql, Dialect.POSTGRESQL)).plainTables()))
                .isEqualTo(expected);
    }
}
