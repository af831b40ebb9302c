package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must end an answer on MariaDB, or be none, as far as it does not depend on the driver. */
class MariaDbPitfallsTest {
    private static final String ZONED = "select id, z, n from t order by id";
    private static final String SHOWN = "select id, concat(n, '!') as s, date_format(z, '%a') as d from t order by id";

    private static final String TWO =
            "(id int primary key, v varchar(20), w int) select 1 id, 'one' v, 1 w union all select 2, 'two', 2";

    private static final List<String> FLEETING = List.of(
            "select id, now() from t",
            "select id, current_timestamp from t",
            "select id, curdate() from t",
            "select id, sysdate() from t",
            "select id, utc_timestamp() from t",
            "select id, unix_timestamp() from t",
            "select id, rand() from t",
            "select id, uuid() from t",
            "select id, connection_id() from t",
            "select id, last_insert_id() from t",
            "select id, found_rows() from t",
            "select id, row_count() from t",
            "select id, user() from t",
            "select id, current_user from t",
            "select id, current_role() from t",
            "select id, database() from t",
            "select id, version() from t",
            "select id, get_lock('a', 0) from t",
            "select id, is_free_lock('a') from t",
            "select id, sleep(0) from t",
            "select id, benchmark(1, 1) from t",
            "select id, load_file('/etc/hostname') from t",
            "select id, nextval(s) from t",
            "select id, next value for s from t",
            "select id, lastval(s) from t",
            "select id, own(id) from t",
            "select id, @x from t",
            "select id, @x := id from t",
            "select id, @@time_zone from t",
            "select id, convert_tz(z, 'UTC', @@session.time_zone) from t",
            "select sql_calc_found_rows id from t limit 1",
            "select id from t for update",
            "select id from t lock in share mode",
            "select id from t for update skip locked",
            "select * from (select id from t for update) x",
            "select id into @x from t where id = 1",
            "select id from t procedure analyse()",
            "select * from seen",
            "select * from isam",
            "select * from memory",
            "select * from aria",
            "select t.id from t join isam using (id)",
            "select id from t where (select count(*) from information_schema.tables) > 0",
            "select variable_value from information_schema.session_variables where variable_name = 'time_zone'",
            "select host from mysql.user",
            "select * from past for system_time as of now()",
            "select 1",
            "select 1 from dual",
            "show tables",
            "explain select * from t",
            "call own_nothing()");

    private static final List<Change> CHANGES = List.of(
            of("create table a1 " + TWO, "select * from a1 order by id", "update a1 set v = 'new' where id = 1"),
            of("create table a2 " + TWO, "select count(*) from a2", "insert into a2 values (3, 'x', 3)"),
            of("create table a3 " + TWO, "select * from a3 order by id", "replace into a3 values (1, 'new', 1)"),
            of(
                    "create table a4 " + TWO,
                    "select * from a4 order by id",
                    "insert into a4 values (1, '', 1) on duplicate key update v = 'new'"),
            of("create table a5 " + TWO, "select * from a5 order by id", "truncate a5"),
            of("create table a6 " + TWO, "select * from a6 order by id", "alter table a6 add x int default 7"),
            of("create table a7 " + TWO, "select * from a7 order by id", "alter table a7 modify v varchar(30) null"),
            of(
                    "create table a8 " + TWO + ";; create table b8 " + TWO,
                    "select * from b8 order by id",
                    "update a8, b8 set a8.v = 'x', b8.v = 'new' where a8.id = b8.id"),
            of(
                    "create table a9 " + TWO + ";; create table b9 " + TWO,
                    "select * from a9 order by id",
                    "delete a9, b9 from a9 join b9 using (id) where id = 1"),
            of(
                    "create table a10 " + TWO + ";; create table b10 (id int primary key, foreign key (id)"
                            + " references a10 (id) on delete cascade);; insert into b10 values (1), (2)",
                    "select * from b10 order by id",
                    "delete from a10 where id = 1"),
            of(
                    "create table a11 " + TWO + ";; create table b11 (id int primary key, a int, foreign key (a)"
                            + " references a11 (id) on update cascade on delete set null);;"
                            + " create table c11 (id int primary key, b int, index (b));;"
                            + " insert into b11 values (1, 1);; insert into c11 values (1, 1)",
                    "select * from b11 join c11 on c11.b = b11.id",
                    "update a11 set id = 11 where id = 1"),
            of(
                    "create table a12 (id int primary key, a int, foreign key (a) references a12 (id) on delete"
                            + " cascade);; insert into a12 values (1, null), (2, 1), (3, 2)",
                    "select * from a12 order by id",
                    "delete from a12 where id = 1"),
            of(
                    "create table a13 " + TWO + ";; create table b13 " + TWO + ";; create trigger g13 after update"
                            + " on a13 for each row update b13 set v = new.v where id = new.id",
                    "select * from b13 order by id",
                    "update a13 set v = 'new'"),
            of(
                    "create table a14 " + TWO + ";; create procedure p14() update a14 set v = 'new'",
                    "select * from a14 order by id",
                    "call p14()"),
            of(
                    "create table a15 (id int primary key, v int) partition by range (id) (partition low values less"
                            + " than (10), partition high values less than (20));; insert into a15 values (1, 1);;"
                            + " create table b15 (id int primary key, v int);; insert into b15 values (2, 2)",
                    "select * from a15 order by id",
                    "alter table a15 exchange partition low with table b15"),
            of(
                    "create table a16 (id int primary key, v int) partition by hash (id) partitions 3;;"
                            + " insert into a16 values (1, 1), (2, 2)",
                    "select * from a16 order by id",
                    "alter table a16 truncate partition p1"),
            of("create table a17 " + TWO, "select * from a17 order by id", "delete from a17 returning id"),
            of(
                    "create table a18 " + TWO + ";; create table b18 " + TWO,
                    "select * from a18 order by id",
                    "rename table a18 to c18, b18 to a18;; update a18 set v = 'new'"),
            of("create table a19 " + TWO, "select * from a19 order by id", "create or replace table a19 (id int)"),
            of("create table a20 " + TWO, "select * from a20 order by id", "drop table a20"),
            of(
                    "create table a21 " + TWO,
                    "select * from a21 order by id",
                    "begin;; update a21 set v = 'no';; savepoint s;; update a21 set v = 'new';;"
                            + " rollback to s;; commit"),
            of(
                    "create table a22 " + TWO,
                    "select * from a22 order by id",
                    "xa start 'p';; update a22 set v = 'new';; xa end 'p';; xa prepare 'p';; xa commit 'p'"),
            of(
                    "create table a23 " + TWO,
                    "select * from a23 order by id",
                    "set session binlog_format = 'STATEMENT';; update a23 set v = 'new';;"
                            + " set session binlog_format = 'ROW'"),
            of(
                    "create table a24 (id int primary key, v int) with system versioning;; insert into a24 values (1, 1)",
                    "select * from a24",
                    "update a24 set v = 2"),
            of(
                    "create table a25 (id int primary key, v int, w int as (v * 2) virtual);; insert into a25 (id, v)"
                            + " values (1, 1)",
                    "select * from a25",
                    "update a25 set v = 2"),
            of("create table A26 " + TWO, "select * from A26 order by id", "update A26 set v = 'new'"),
            of("create table `a 27` " + TWO, "select * from `a 27` order by id", "update `a 27` set v = 'new'"),
            of(
                    "create table a28 " + TWO + ";; create table b28 " + TWO,
                    "select (select max(v) from b28) from a28 where id in (select id from b28)",
                    "update b28 set v = 'zzz'"),
            of(
                    "create table a29 " + TWO + ";; create view v29 as select * from a29",
                    "select * from a29 order by id",
                    "update v29 set v = 'new'"),
            of(
                    "create table a30 " + TWO,
                    "select * from a30 order by id",
                    "set foreign_key_checks = 0;; insert into a30 select seq, 'x', seq from seq_10_to_500;;"
                            + " set foreign_key_checks = 1"),
            of(
                    "create table a31 " + TWO,
                    "select v from a31 where v = 'ONE'",
                    "alter table a31 convert to character set utf8mb4 collate utf8mb4_bin"));

    private static Ground ground;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of(
                Kind.MARIADB,
                "create table t (id int primary key, z timestamp null, n varchar(20))",
                "insert into t values (1, '2026-01-01 12:00:00', 'one'), (2, null, 'two')",
                "create table isam (id int primary key) engine = MyISAM",
                "create table memory (id int primary key) engine = MEMORY",
                "create table aria (id int primary key) engine = Aria",
                "create table past (id int primary key, v int) with system versioning",
                "create view seen as select * from t",
                "create sequence s",
                "create function own(a int) returns int deterministic return a",
                "create procedure zone(z varchar(20)) set session time_zone = z",
                "create procedure hides() create temporary table t (id int, z timestamp null, n varchar(20))");
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
            ground.warm(covered, ZONED);
            ground.assertNeverServed(covered, sql);
        }
    }

    static List<String> steady() {
        return List.of(
                "select id, ifnull(n, ''), if(id > 1, 'a', 'b'), date_format(z, '%Y') from t order by 1",
                "select n, count(*), group_concat(id order by id), max(z) from t group by n order by n",
                "select distinct n from t order by n",
                "select id, lag(id) over (order by id) from t order by id",
                "select id from t where n regexp 'o' and n like '%e' and id in (select id from t where id between 1 and 5)",
                "select a.id from t a left join t b on a.id = b.id + 1 where b.id is null union select 5 from t limit 3",
                "with recursive c as (select id from t union select id + 1 from c where id < 5) select * from c order by id",
                "select cast(id as char), json_object('a', id), hex(n), md5(n), 0x41, b'1', timestamp'2026-01-01 00:00:00' from t",
                "select * from past");
    }

    @ParameterizedTest
    @MethodSource("steady")
    void steadyQuery_isAnsweredAsTheDatabaseWould(String sql) throws SQLException {
        try (Connection covered = ground.covered()) {
            assertThat(ground.warm(covered, sql)).isEqualTo(Ground.answer(ground.other(), sql));
        }
    }

    /** What changes the settings of a session, each with a connection of its own. */
    static List<List<String>> settings() {
        return List.of(
                List.of("set time_zone = '+09:00'"),
                List.of("set session time_zone = '+09:00'"),
                List.of("set @@session.time_zone = '+09:00'"),
                List.of("set @@time_zone := '+09:00'"),
                List.of("set statement time_zone = '+09:00' for select z from t", "set time_zone = '+05:00'"),
                List.of("call zone('+09:00')"),
                List.of("execute immediate 'set time_zone = ''+09:00'''"),
                List.of("prepare p from 'set time_zone = ''+09:00'''", "execute p"),
                List.of("set lc_time_names = 'de_DE'"),
                List.of("set sql_mode = 'PAD_CHAR_TO_FULL_LENGTH'"),
                List.of("set sql_mode = 'ANSI_QUOTES'"),
                List.of("set sql_mode = 'PIPES_AS_CONCAT'"),
                List.of("set sql_select_limit = 1"),
                List.of("set group_concat_max_len = 5"),
                List.of("set names utf8mb3"),
                List.of("set character_set_results = latin1"),
                List.of("set collation_connection = utf8mb4_bin"),
                List.of("set div_precision_increment = 10"),
                List.of("set max_sort_length = 8"),
                List.of("set system_versioning_asof = '2020-01-01 00:00:00'"),
                List.of("set max_recursive_iterations = 5"),
                List.of("set role none"),
                List.of("set sql_auto_is_null = 1"),
                List.of("set session transaction isolation level serializable"),
                List.of("use information_schema"),
                List.of("set time_zone = '+09:00'", "set time_zone = default"),
                List.of("create temporary table t (id int, z timestamp null, n varchar(20))", "drop temporary table t"),
                List.of("call hides()", "drop table t"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void setting_isRespected(List<String> statements) throws SQLException {
        String averaged = "select avg(id) / 3 as a, group_concat(n, n) as g, '1' || '2' as o, n = 'ONE' as c from t";
        String versioned = "select * from past";
        String recursive = "with recursive c as (select min(id) n from t union all select n + 1 from c where n < 20)"
                + " select max(n) as n from c";
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            List<String> queries = List.of(ZONED, SHOWN, averaged, versioned, recursive);
            for (String query : queries) {
                ground.warm(covered, query);
            }
            for (String statement : statements) {
                Sql.execute(covered, statement);
                Sql.execute(bare, statement);
                for (int i = 0; i < 4; i++) {
                    for (String query : queries) {
                        ground.assertSame(covered, bare, query);
                    }
                }
            }
        }
    }

    @Test
    void schemaOfSession_decidesWhichTableIsMeant() throws SQLException {
        ground.sql(
                "create database if not exists pit_other",
                "create table pit_other.t (id int primary key, z int, n int)");
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            ground.warm(covered, ZONED);
            String own = covered.getCatalog();
            for (Connection each : List.of(covered, bare)) {
                each.setCatalog("pit_other");
            }
            for (int i = 0; i < 4; i++) {
                ground.assertSame(covered, bare, ZONED);
                assertThat(ground.served()).isFalse();
            }
            covered.setCatalog(own);
            ground.warm(covered, ZONED);
            ground.assertCurrent(covered, ZONED);
        } finally {
            ground.sql("drop database pit_other");
        }
    }

    /** A query that is answered, and what somebody else does then. */
    private record Change(String before, String query, String change) {
        @Override
        public String toString() {
            return change;
        }
    }

    private static Change of(String before, String query, String change) {
        return new Change(before, query, change);
    }

    static List<Change> changes() {
        return CHANGES;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void change_bySomebodyElse_isSeenInTime(Change change) throws SQLException {
        ground.sql(change.before.split(";;", -1));
        try (Connection covered = ground.covered()) {
            ground.warm(covered, change.query);
            ground.sql(change.change.split(";;", -1));
            ground.assertCurrentInTime(covered, change.query);
        }
    }

    @Test
    void event_ofTheServer_isSeenInTime() throws SQLException {
        ground.sql("create table happens (id int primary key, v int)", "insert into happens values (1, 1)");
        try (Connection covered = ground.covered()) {
            ground.warm(covered, "select v from happens");
            ground.sql(
                    "set global event_scheduler = on",
                    "create event once on schedule at now() do update happens set v = 2");
            Await.until(
                    "the event",
                    Duration.ofSeconds(20),
                    () -> Ground.answer(ground.other(), "select v from happens").contains("2="));
            ground.assertCurrentInTime(covered, "select v from happens");
        } finally {
            ground.sql("set global event_scheduler = off");
        }
    }

    @Test
    void rightsOfAnother_areNotShared_andEndWhenTheyAreTaken() throws SQLException {
        String all = ground.other().getCatalog() + ".* to pit_reader";
        ground.sql("create user pit_reader identified by 'pit_reader'", "grant select on " + all);
        try (Connection covered = ground.covered();
                Connection reader = ground.coveredAs("pit_reader")) {
            ground.warm(covered, ZONED);
            ground.warm(reader, ZONED);
            ground.sql("revoke select on " + all.replace(" to ", " from "));
            ground.pass();
            Ground.answer(reader, ZONED);
            assertThat(ground.served()).isFalse();
        } finally {
            ground.sql("drop user pit_reader");
        }
    }
}
