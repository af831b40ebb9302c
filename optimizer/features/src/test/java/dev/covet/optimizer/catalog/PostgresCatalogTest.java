package dev.covet.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.optimizer.features.prefetch.batch.PostgresShop;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresCatalogTest {
    private static final String[] OBJECTS = {
        "create table pet (id int primary key, name text)",
        "create table \"Odd Name\" (id int)",
        "create schema other",
        "create table other.pet2 (id int)",
        "create function tick() returns int language sql volatile as 'select 1'",
        "create function calm(int) returns int language sql stable as 'select 1'",
        "create function twice(int) returns int language sql immutable as 'select 1'",
        "create function twice(text) returns int language sql volatile as 'select 1'",
        "create function other.hidden(int) returns int language sql volatile as 'select 1'",
        "create function next(int) returns int language sql volatile as 'select 1'",
        "create function shown(pet) returns int language sql volatile as 'select 1'",
        "create function any_row(anyelement, int default 1) returns int language sql volatile as 'select 1'",
        "create function wild_step(int, int) returns int language sql volatile as 'select 1'",
        "create aggregate wild_sum(int) (sfunc = wild_step, stype = int)",
        "create aggregate moving_sum(int) (sfunc = int4pl, stype = int, msfunc = wild_step, minvfunc = wild_step,"
                + " mstype = int)",
        "create function calm_step(int, int) returns int language sql stable as 'select 1'",
        "create aggregate calm_sum(int) (sfunc = calm_step, stype = int)",
        "create aggregate final_sum(int) (sfunc = int4pl, stype = int, finalfunc = calm)",
        "create aggregate plain_sum(int) (sfunc = int4pl, stype = int)",
        "create function concat_ws(pet) returns text language sql stable as 'select name from pet limit 1'",
        "create function current_setting(pet) returns text language sql stable as 'select name from pet limit 1'",
        "create view calm_view as select id, lower(name) as name from pet where calm(id) > 0",
        "create view wild_view as select id, random() as r from pet",
        "create view nested_view as select * from wild_view",
        "create view names as select distinct id, name from pet",
        "create view locking_view as select id from pet for update",
        "create materialized view kept_view as select id, random() as r from pet",
        "create sequence counter",
        "create table parent (id int) partition by range (id)",
        "create table part1 partition of parent for values from (1) to (9)",
        "create extension postgres_fdw",
        "create server far foreign data wrapper postgres_fdw",
        "create foreign table away (id int) server far",
        "create table mixed (id int) partition by range (id)",
        "create foreign table mixed1 partition of mixed for values from (1) to (9) server far",
        "create table secured (id int, tenant text)",
        "alter table secured enable row level security",
        "create policy own on secured for select using (tenant = current_setting('app.tenant', true))",
        "create table guarded (id int)",
        "alter table guarded enable row level security",
        "create policy luck on guarded using (id > random() * 10)",
        "create function odd(pet, pet) returns boolean language sql volatile as 'select true'",
        "create operator ### (leftarg = pet, rightarg = pet, function = odd)",
        "create temporary table own_temp (id int)"
    };

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.in(PostgresShop.SERVER, OBJECTS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id, upper(name) from pet where id=?",
                "select id from other.pet2 where id=?",
                "select id from PET where id=? and coalesce(name, ?) = 'x'",
                "select p.id from pet p join pet q on (q.id = p.id) where (p.id in (?)) and not exists (select 1 from pet)",
                "select calm(id), now(), current_timestamp, current_user from pet where id=?",
                "select id, row_number() over (partition by (name) order by id) from pet where id=?",
                "select count(*) filter (where id > 1), max(id), string_agg(name, ',' order by id) from pet where id=?",
                "select extract(year from now()), cast(name as varchar(10)), trim(both from name), id::numeric(10,2),"
                        + " substring(name from 1 for 2), position('a' in name), greatest(id, 1) from pet where id=?",
                "select * from calm_view where id=?",
                "select 1 from pet where name=? limit 1",
                "select id from pet where name=? order by id fetch first 1 rows only",
                "select * from kept_view where id=?",
                "select * from parent where id=?",
                "select * from secured where id=?",
                "select id from \"Odd Name\" where id=?",
                "with x as (select * from pet where id=?) select * from x",
                "select s from generate_series(1, ?) s"
            })
    void judge_readsOnly_isAllowed(String sql) {
        assertThat(judge(sql).reasons()).isEmpty();
        assertThat(judge(sql).alone()).isEmpty();
        assertThat(judge(sql).isolation()).isEqualTo("read committed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select tick(), id from pet where id=?|tick is volatile",
                "select random() from pet where id=?|random is volatile",
                "select \"tick\" () from pet where id=?|tick is volatile",
                "select public.tick() from pet where id=?|tick is volatile",
                "select twice(id) from pet where id=?|twice is volatile",
                "select hidden(id) from pet where id=?|hidden is volatile",
                "select next(id) from pet where id=?|next is volatile",
                "select wild_sum(id) from pet where id=?|wild_sum is volatile",
                "select moving_sum(id) over (order by id) from pet where id=?|moving_sum is volatile",
                "select unheard_of(id) from pet where id=?|unheard_of is not in the catalog",
                "select statement_timestamp() from pet where id=?|statement_timestamp tells of the moment",
                "select p.shown from pet p where id=?|shown is volatile and can be called like a column",
                "select (p).any_row from pet p where id=?|any_row is volatile and can be called like a column",
                "select * from crosstab('select 1') where 1=?|crosstab is not in the catalog",
                "select table_to_xml('pet', true, true, '') from pet where id=?|table_to_xml tells of the moment it is"
                        + " called, or runs other queries",
                "select distinct random() from pet where id=?|random is volatile",
                "select p ### p from pet p where id=?|operator ### calls the volatile function odd"
            })
    void judge_functionOrOperator_isRefusedWithItsName(String sql, String reason) {
        refused(sql, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select id from pet where name=? limit 1|a limit without ORDER BY",
                "select distinct id from pet where id=?|rows come in any order",
                "select id from pet where id=? union all select 1|rows come in any order",
                "select id from pet where id=? group by id|rows come in any order",
                "select * from names where id=?|the view public.names: the query has DISTINCT"
            })
    void judge_rowsInAnyOrder_isAllowedAlone(String sql, String reason) {
        assertThat(judge(sql).reasons()).isEmpty();
        assertThat(judge(sql).alone()).anySatisfy(given -> assertThat(given).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from nothing where id=?|nothing is not in the catalog",
                "select * from a.b.pet where id=?|a.b.pet is not in the catalog",
                "select * from wild_view where id=?|random is volatile",
                "select * from nested_view where id=?|random is volatile",
                "select * from locking_view where id=?|the view public.locking_view: the query is not understood",
                "select last_value from counter where last_value=?|counter is a sequence",
                "select * from away where id=?|away is a foreign table",
                "select * from mixed where id=?|mixed is a foreign table or has one among its parts",
                "select * from guarded where id=?|random is volatile",
                "select * from own_temp where id=?|own_temp is temporary",
                "select * from pg_class where oid=?|pg_class belongs to the system catalog",
                "select * from information_schema.tables where table_name=?|belongs to the system catalog",
                "select * from pet tablesample system (10) where id=?|TABLESAMPLE",
                "select * from pet where id=? for share|not understood",
                "select nextval('counter') from pet where id=?|not understood",
                "delete from pet where id=?|not a single query",
                "select * from pet __covet_c where id=?|reserved",
                "select /* covet:off prefetch */ * from pet where id=?|switches this off",
                "select * from pet where {fn lcase(name)}=?|JDBC escape {fn",
                "select $1 from pet where id=?|$1"
            })
    void judge_tableOrClause_isRefusedWithItsName(String sql, String reason) {
        refused(sql, reason);
    }

    private static void refused(String sql, String reason) {
        assertThat(judge(sql).reasons()).anySatisfy(given -> assertThat(given).contains(reason));
        assertThat(judge(sql).allowed()).isFalse();
    }

    @Test
    void judge_volatileCast_isRefusedForAll() throws SQLException {
        try (TestDatabase other = PostgresShop.SERVER.createDatabase();
                Connection inOther = other.connect()) {
            Sql.execute(
                    inOther,
                    "create table pet (id int)",
                    "create type pair as (a int)",
                    "create function wild(pair) returns int language sql volatile as 'select 1'",
                    "create cast (pair as int) with function wild(pair) as implicit");
            assertThat(PostgresCatalog.judge(inOther, shape("select * from pet where id=?"), "prefetch", false, true)
                            .reasons())
                    .containsExactly("the cast from pair to integer calls the volatile function wild");
        }
    }

    @Test
    void judge_insideATransaction_asksThereAndLeavesItAsItWas() throws SQLException {
        try (Connection inside = FILLED.database().connect()) {
            Sql.execute(inside, "set statement_timeout = '2s'", "set lock_timeout = '700ms'");
            inside.setAutoCommit(false);
            inside.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Sql.value(inside, "select 1");
            Eligibility found =
                    PostgresCatalog.judge(inside, shape("select * from pet where id=?"), "prefetch", true, true);
            assertThat(found)
                    .isEqualTo(new Eligibility(
                            List.of(),
                            List.of(),
                            "repeatable read",
                            2000,
                            700,
                            Set.of(),
                            found.suspects(),
                            found.lasting(),
                            true));
            Sql.execute(inside, "set local statement_timeout = 1");
            Eligibility late = PostgresCatalog.judge(
                    inside, shape("select * from nested_view where id=?"), "prefetch", true, true);
            assertThat(late.allowed()).isFalse();
            assertThat(Sql.value(inside, "select 1")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concat_ws(',', name)",
                "current_setting('app.tenant')",
                "calm_sum(id)",
                "final_sum(id)",
                "moving_sum(id) over (order by id)"
            })
    void judge_ownFunctionThatIsNotImmutable_isNotLasting_whateverItsNameIs(String called) {
        String name = called.substring(0, called.indexOf('('));
        Lasting lasting = judge("select " + called + " from pet where id=?").lasting();
        String reason = "the function " + name + ", which is not the server's own, is not immutable";
        assertThat(lasting.reasons()).contains(reason);
        assertThat(lasting.again()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to_char(id, '9')", "plain_sum(id)", "string_agg(name, ',')", "max(id)", "avg(id)"})
    void judge_functionThatOnlyComputes_isLasting(String called) {
        assertThat(judge("select " + called + " from pet where id=?").lasting().reasons())
                .isEmpty();
    }

    @Test
    void judge_closedConnection_isRefused() throws SQLException {
        Connection closed = FILLED.database().connect();
        closed.close();
        assertThat(PostgresCatalog.judge(closed, shape("select * from pet where id=?"), "prefetch", false, true)
                        .reasons())
                .containsExactly("the catalog could not be asked (08003)");
    }

    private static Eligibility judge(String sql) {
        return PostgresCatalog.judge(FILLED.connection(), shape(sql), "prefetch", false, true);
    }

    private static QueryShape shape(String sql) {
        return QueryShape.of(SqlText.of(sql, Dialect.POSTGRESQL));
    }
}
