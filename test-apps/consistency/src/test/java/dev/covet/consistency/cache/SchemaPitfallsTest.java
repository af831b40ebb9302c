package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a query reads by other names, and whoever changes it or what it means: it is seen in time. */
class SchemaPitfallsTest {
    private static final List<Change> CHANGES = List.of(
            of("row", table("a1"), "select * from a1 order by id", "update a1 set v = 'new'"),
            of("truncate", table("a2"), "select * from a2", "truncate a2"),
            of("empty answer", "create table a3 (id int primary key)", "select * from a3", "insert into a3 values (1)"),
            of("column", table("a4"), "select * from a4 order by id", "alter table a4 add n int default 7"),
            of("type", table("a5"), "select * from a5", "alter table a5 alter v type varchar(2) using 'x'"),
            of("dropped", table("a6"), "select * from a6 order by id", "drop table a6"),
            of("made anew", table("a7"), "select * from a7", "drop table a7;;" + table("a7") + ";; delete from a7"),
            of(
                    "renamed",
                    table("a8") + ";;" + table("b8"),
                    "select v from a8 order by id",
                    "update b8 set v = 'b';; alter table a8 rename to c8;; alter table b8 rename to a8"),
            of(
                    "schema",
                    "create schema z9;;" + table("z9.a9"),
                    "select * from z9.a9 order by id",
                    "update z9.a9 set v = 'new'"),
            of(
                    "schemas swapped",
                    "create schema z10;; create schema y10;;" + table("z10.a10") + ";;" + table("y10.a10"),
                    "select v from z10.a10 order by id",
                    "update y10.a10 set v = 'y';; alter schema z10 rename to x10;; alter schema y10 rename to z10"),
            of(
                    "view",
                    table("a11") + ";; create view v11 as select id, v from a11",
                    "select * from v11 order by id",
                    "update a11 set v = 'new'"),
            of(
                    "view of a view",
                    table("a12") + ";; create view v12 as select * from a12;;"
                            + " create view w12 as select * from v12 where id > 0",
                    "select * from w12 order by id",
                    "update a12 set v = 'new'"),
            of(
                    "view replaced",
                    table("a13") + ";; create view v13 as select id, v from a13",
                    "select * from v13 order by id",
                    "create or replace view v13 as select id, v || '!' as v from a13"),
            of(
                    "inner view replaced",
                    table("a14") + ";; create view v14 as select id, v from a14;;"
                            + " create view w14 as select * from v14",
                    "select * from w14 order by id",
                    "create or replace view v14 as select id, v || '!' as v from a14"),
            of(
                    "view of the invoker",
                    table("a15") + ";; create view v15 with (security_invoker) as select id, v from a15",
                    "select * from v15 order by id",
                    "update a15 set v = 'new'"),
            of(
                    "inherited",
                    table("a16") + ";; create table b16 (n int) inherits (a16);;"
                            + " alter table b16 add primary key (id);; insert into b16 values (5, 'child', 1)",
                    "select * from a16 order by id",
                    "update b16 set v = 'new'"),
            of(
                    "inherits now",
                    table("a17") + ";;" + table("b17"),
                    "select * from a17 order by id, v",
                    "alter table b17 inherit a17"),
            of(
                    "partition",
                    "create table a18 (id int primary key, v text) partition by range (id);;"
                            + " create table b18 partition of a18 for values from (0) to (10);;"
                            + " insert into a18 values (1, 'one')",
                    "select * from a18 order by id",
                    "update b18 set v = 'new'"),
            of(
                    "partition of a partition",
                    "create table a19 (id int primary key, v text) partition by range (id);;"
                            + " create table b19 partition of a19 for values from (0) to (10)"
                            + " partition by range (id);;"
                            + " create table c19 partition of b19 for values from (0) to (5);;"
                            + " insert into a19 values (1, 'one')",
                    "select * from a19 order by id",
                    "update c19 set v = 'new'"),
            of(
                    "part read, whole written",
                    "create table a20 (id int primary key, v text) partition by range (id);;"
                            + " create table b20 partition of a20 for values from (0) to (10);;"
                            + " insert into a20 values (1, 'one')",
                    "select * from b20 order by id",
                    "update a20 set v = 'new'"),
            of(
                    "attached",
                    "create table a21 (id int primary key, v text) partition by range (id);;"
                            + " create table b21 partition of a21 for values from (0) to (10);;" + table("c21")
                            + ";; update c21 set id = id + 10;; insert into a21 values (1, 'one')",
                    "select * from a21 order by id",
                    "alter table a21 attach partition c21 for values from (10) to (20)"),
            of(
                    "attached and written",
                    "create table a22 (id int primary key, v text) partition by range (id);;"
                            + " create table b22 partition of a22 for values from (0) to (10)",
                    "select * from a22 order by id",
                    "create table c22 partition of a22 for values from (10) to (20);;"
                            + " insert into c22 values (11, 'new')"),
            of(
                    "detached",
                    "create table a23 (id int primary key, v text) partition by range (id);;"
                            + " create table b23 partition of a23 for values from (0) to (10);;"
                            + " insert into a23 values (1, 'one')",
                    "select * from a23 order by id",
                    "alter table a23 detach partition b23"),
            of(
                    "join",
                    table("a24") + ";;" + table("b24"),
                    "select a24.v, b24.v from a24 join b24 using (id) order by id",
                    "update b24 set v = 'new'"),
            of(
                    "subquery",
                    table("a25") + ";;" + table("b25"),
                    "select (select max(v) from b25) from a25 where id in (select id from b25)",
                    "update b25 set v = 'x'"),
            of(
                    "with",
                    table("a26") + ";;" + table("b26"),
                    "with b26 as (select * from a26), c as (select * from b26) select * from c order by id",
                    "update a26 set v = 'new'"),
            of(
                    "lateral",
                    table("a27") + ";;" + table("b27"),
                    "select a27.id, x.v from a27, lateral (select v from b27 where b27.id = a27.id) x order by 1",
                    "update b27 set v = 'new'"),
            of(
                    "union",
                    table("a28") + ";;" + table("b28"),
                    "select v from a28 union all select v from only b28 order by 1",
                    "update b28 set v = 'new'"),
            of(
                    "quoted",
                    "create table \"A 29\" (id int primary key, \"V\" text);;"
                            + " insert into \"A 29\" values (1, 'one')",
                    "select * from \"A 29\"",
                    "update \"A 29\" set \"V\" = 'new'"),
            of(
                    "cascade",
                    table("a30") + ";; create table b30 (id int primary key references a30 on delete cascade);;"
                            + " insert into b30 values (1)",
                    "select * from b30",
                    "delete from a30"),
            of(
                    "label of an enumeration",
                    "create type e31 as enum ('x', 'y');; create table a31"
                            + " (id int primary key, e e31);; insert into a31 values (1, 'x')",
                    "select * from a31",
                    "alter type e31 rename value 'x' to 'z'"),
            of(
                    "column dropped and made",
                    table("a32"),
                    "select v from a32",
                    "alter table a32 drop v;; alter table a32 add v text"),
            of(
                    "generated",
                    "create table a33 (id int primary key, g int generated always as (id * 2) stored);;"
                            + " insert into a33 values (1)",
                    "select * from a33",
                    "update a33 set id = 2"),
            of(
                    "copied rows",
                    table("a34"),
                    "select count(*) from a34",
                    "insert into a34 select n, 'x' from generate_series(10, 500) n"),
            of(
                    "function that a function calls",
                    table("a35") + ";;" + function("g35(text) returns text", "$1") + ";;"
                            + field("f35(a35)", "g35($1.v)"),
                    "select a.f35 from a35 a order by id",
                    "create or replace " + body("g35(text) returns text", "$1 || '!'")),
            of(
                    "function of another name in its place",
                    table("a36") + ";;" + function("g36(text) returns text", "$1") + ";;"
                            + function("h36(text) returns text", "$1 || '!'") + ";;"
                            + field("f36(a36)", "g36($1.v)"),
                    "select a.f36 from a36 a order by id",
                    "alter function g36 rename to i36;; alter function h36 rename to g36"),
            of(
                    "function of an operator",
                    table("a37") + ";;" + function("g37(int, int) returns int", "$1 + $2")
                            + ";; create operator #+# (leftarg = int, rightarg = int, function = g37)",
                    "select id #+# 1 from a37 order by id",
                    "create or replace " + body("g37(int, int) returns int", "$1 - $2")),
            of(
                    "function of an aggregate",
                    table("a38") + ";;" + function("g38(text, text) returns text", "$1 || $2")
                            + ";; create aggregate sum (text) (sfunc = g38, stype = text, initcond = '')",
                    "select sum(v) from a38",
                    "create or replace " + body("g38(text, text) returns text", "$2")),
            of(
                    "function of a cast",
                    table("a39") + ";; create type t39 as (n text);;"
                            + function("g39(text) returns t39", "row($1)::t39")
                            + ";; create cast (text as t39) with function g39(text) as assignment",
                    "select ((v::t39).n) from a39 order by id",
                    "create or replace " + body("g39(text) returns t39", "row($1 || '!')::t39")),
            of(
                    "configuration of text search",
                    table("a40") + ";; create text search configuration c40 (copy = simple);;"
                            + " update a40 set v = 'cats';;" + field("f40(a40)", "to_tsvector('c40', $1.v)::text"),
                    "select a.f40 from a40 a",
                    "alter text search configuration c40 alter mapping for asciiword with english_stem"),
            of(
                    "dictionary of text search",
                    table("a41") + ";; create text search dictionary d41 (template = snowball, language = english);;"
                            + " create text search configuration c41 (copy = simple);; alter text search"
                            + " configuration c41 alter mapping for asciiword with d41;; update a41 set v = 'the';;"
                            + field("f41(a41)", "to_tsvector('c41', $1.v)::text"),
                    "select a.f41 from a41 a",
                    "alter text search dictionary d41 (stopwords = english)"));

    private static final List<Change> UNTOLD = List.of(
            of(
                    "unlogged",
                    "create unlogged table u1 (id int);; insert into u1 values (1)",
                    "select * from u1",
                    "insert into u1 values (2)"),
            of(
                    "view of an unlogged table",
                    "create unlogged table u2 (id int);; create view w2 as select * from u2",
                    "select * from w2",
                    "insert into u2 values (2)"),
            of(
                    "materialized view",
                    "create table u3 (id int primary key);;" + " create materialized view m3 as select * from u3",
                    "select * from m3",
                    "insert into u3 values (1);; refresh materialized view m3"),
            of(
                    "catalog",
                    "create table u4 (id int)",
                    "select relname from pg_class where relname like 'u4%'",
                    "alter table u4 rename to u4b"),
            of(
                    "information schema",
                    "create table u5 (id int)",
                    "select table_name from information_schema.tables where table_name like 'u5%'",
                    "alter table u5 rename to u5b"),
            of("sequence", "create sequence u6", "select last_value from u6", "select nextval('u6')"),
            of(
                    "unlogged part",
                    "create table u7 (id int primary key) partition by range (id);;"
                            + " create unlogged table u7b partition of u7 for values from (0) to (10)",
                    "select * from u7",
                    "insert into u7 values (1)"),
            of(
                    "row security",
                    "create table u8 (id int primary key);; alter table u8 enable row level security",
                    "select * from u8",
                    "insert into u8 values (1)"),
            of(
                    "function that reads",
                    "create table u9 (id int primary key);; create function f9() returns bigint"
                            + " stable language sql as $$ select count(*) from u9 $$",
                    "select f9()",
                    "insert into u9 values (1)"),
            of(
                    "function called in a view",
                    "create table u10 (id int primary key);; create table v10 (id int);;"
                            + " create function f10() returns bigint stable language sql as"
                            + " $$ select count(*) from u10 $$;; create view w10 as select f10() as n",
                    "select * from w10",
                    "insert into u10 values (1)"),
            of(
                    "function like a column",
                    "create table u11 (id int primary key);; insert into u11 values (1);;"
                            + " create table v11b (id int primary key);; create function n11(u11) returns bigint"
                            + " stable language sql as $$ select count(*) from v11b $$",
                    "select u.id, u.n11 from u11 u",
                    "insert into v11b values (1)"),
            of(
                    "operator that reads",
                    "create table u12 (id int primary key);; insert into u12 values (1);;"
                            + " create table v12b (id int primary key);; create function o12(int, int) returns bigint"
                            + " stable language sql as $$ select count(*) from v12b $$;;"
                            + " create operator ### (leftarg = int, rightarg = int, function = o12)",
                    "select id ### 1 from u12",
                    "insert into v12b values (1)"),
            of(
                    "cast that reads",
                    "create table u13 (id int primary key);; insert into u13 values (1);;"
                            + " create table v13b (id int primary key);; create type c13 as (n bigint);;"
                            + " create function k13(int) returns c13 stable language sql as"
                            + " $$ select row(count(*))::c13 from v13b $$;;"
                            + " create cast (int as c13) with function k13(int)",
                    "select (id::c13)::text from u13",
                    "insert into v13b values (1)"));

    private static Ground ground;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of();
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    /** What there is, a query that is answered from the cache, and what somebody else does then. */
    private record Change(String name, List<String> there, String query, List<String> done) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String function(String declared, String answer) {
        return "create " + body(declared, answer);
    }

    /** A function of one row, which is written like a column. */
    private static String field(String declared, String answer) {
        return "create function " + declared + " returns text immutable language plpgsql as $$ begin return " + answer
                + "; end $$";
    }

    private static String body(String declared, String answer) {
        return "function " + declared + " immutable language sql as $$ select " + answer + " $$";
    }

    private static Change of(String name, String there, String query, String done) {
        return new Change(name, List.of(there.split(";;", -1)), query, List.of(done.split(";;", -1)));
    }

    private static final String TWO = "(id int primary key, v text);; insert into ";

    private static String table(String name) {
        return "create table " + name + TWO + name + " values (1, 'one'), (2, 'two')";
    }

    static List<Change> changes() {
        return CHANGES;
    }

    private static void play(Change change, boolean warm) throws SQLException {
        ground.sql(change.there.stream().map(String::strip).toArray(String[]::new));
        try (Connection covered = ground.covered()) {
            if (warm) {
                ground.warm(covered, change.query);
            } else {
                ground.assertNeverServed(covered, change.query);
            }
            ground.sql(change.done.stream().map(String::strip).toArray(String[]::new));
            ground.assertCurrentInTime(covered, change.query);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void change_isSeenInTime(Change change) throws SQLException {
        play(change, true);
    }

    /** What nobody tells of, so that nothing of it is kept. */
    static List<Change> untold() {
        return UNTOLD;
    }

    @ParameterizedTest
    @MethodSource("untold")
    void untold_isNeverKept(Change change) throws SQLException {
        play(change, false);
    }

    @Test
    void foreignTable_isNeverKept() throws SQLException {
        String there =
                Sql.value(ground.other(), "select count(*) from pg_available_extensions where name = 'file_fdw'");
        assertThat(there).isEqualTo("1");
        ground.sql(
                "create extension file_fdw",
                "create server files foreign data wrapper file_fdw",
                "create foreign table f1 (line text) server files options (program 'echo x')");
        try (Connection covered = ground.covered()) {
            ground.assertNeverServed(covered, "select * from f1");
        }
    }

    /** Changes of the publication, each in a database of its own. */
    static List<List<String>> publications() {
        return List.of(
                List.of("create publication covet for table p1, p2", "alter publication covet drop table p1"),
                List.of(
                        "create publication covet for table p1, p2",
                        "alter publication covet set (publish = 'insert')"),
                List.of(
                        "create publication covet for table p1, p2",
                        "alter publication covet set table p1 where (id > 5)"),
                List.of("create publication covet for table p1, p2", "drop publication covet"));
    }

    @ParameterizedTest
    @MethodSource("publications")
    void publicationThatIsAltered_isNoticed(List<String> statements) throws Exception {
        try (Ground own = Ground.of(
                        "drop publication covet",
                        "create table p1 (id int primary key)",
                        "create table p2 (id int primary key)",
                        "insert into p1 values (1)",
                        statements.get(0));
                Connection covered = own.covered()) {
            own.warm(covered, "select * from p1 order by id");
            own.sql(statements.get(1));
            own.pass();
            for (int i = 0; i < 3; i++) {
                own.sql("update p1 set id = id + 10");
                own.assertCurrentInTime(covered, "select * from p1 order by id");
            }
        }
    }

    @Test
    void publicationThatLeavesSomethingOut_isNotBelieved() throws Exception {
        for (String publication : List.of(
                "create publication covet for table p2",
                "create publication covet for table p1, p2 with (publish = 'insert, update, delete')",
                "create publication covet for table p1 where (id > 5), p2")) {
            try (Ground own = Ground.of(
                            "drop publication covet",
                            "create table p1 (id int primary key)",
                            "create table p2 (id int primary key)",
                            publication);
                    Connection covered = own.covered()) {
                if (publication.contains("publish")) {
                    own.assertNotFollowed(covered, "select * from p1");
                } else {
                    own.warm(covered, "select * from p2");
                    own.assertNeverServed(covered, "select * from p1");
                }
            }
        }
    }

    @Test
    void writerThatDoesNotWaitForTheLog_isSeenInTime() throws SQLException {
        ground.sql("create table w1 (id int primary key, v int)", "insert into w1 values (1, 0)");
        ground.sql("alter system set wal_writer_delay to '10s'", "select pg_reload_conf()");
        try (Connection covered = ground.covered()) {
            ground.sql("set synchronous_commit to off");
            for (int i = 0; i < 3; i++) {
                ground.warm(covered, "select * from w1");
                ground.sql("update w1 set v = v + 1");
                ground.assertCurrentInTime(covered, "select * from w1");
            }
        } finally {
            ground.sql("reset synchronous_commit", "alter system reset wal_writer_delay", "select pg_reload_conf()");
        }
    }

    /** Whether the definitions that answers depend on are watched already, or nothing is kept so far. */
    @ParameterizedTest
    @ValueSource(strings = {"select count(*) from log", "select id, now() from log"})
    void viewThatWrites_andIsMadeLater_isKnownToWrite(String first) throws SQLException {
        String query = "select count(*) from log";
        try (Ground own = Ground.of(
                        "create table log (id int)",
                        "create function note() returns int volatile language sql as"
                                + " 'insert into log values (1); select 1'");
                Connection writer = own.covered();
                Connection reader = own.covered()) {
            if (first.equals(query)) {
                own.warm(reader, first);
            } else {
                own.assertNeverServed(reader, first);
            }
            own.sql("create view noting as select note() as n");
            own.pass();
            own.warm(reader, query);
            for (int i = 0; i < 3; i++) {
                own.holdBack();
                Ground.told(writer, "select n from noting");
                own.assertCurrent(reader, query);
                own.assertCurrent(writer, query);
                own.letGo();
                own.warm(reader, query);
            }
        }
    }
}
