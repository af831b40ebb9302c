package dev.covet.instrumentation.drivers.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.choice.Servers;
import dev.covet.fixtures.junit.NeedsMySql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables MySQL itself tells of, by whatever means rows were changed. */
@NeedsMySql(own = true)
class MySqlFeedTest {
    private static final AtomicInteger KEYS = new AtomicInteger(1_000);
    private static DatabaseServer server;
    private static TestDatabase database;
    private Connection writer;

    @BeforeAll
    static void prepare() {
        server = Servers.ownMySql();
        database = server.createDatabase(connection -> Sql.execute(
                connection,
                "set global log_bin_trust_function_creators = on",
                "create table owner (id int primary key, name varchar(40))",
                "create table pet (id int primary key, owner int, foreign key (owner) references owner (id)"
                        + " on delete cascade on update set null)",
                "create table visit (id int primary key, pet int, foreign key (pet) references pet (id)"
                        + " on delete cascade)",
                "create table node (id int primary key, parent int, foreign key (parent) references node (id)"
                        + " on delete cascade)",
                "create table strict (id int primary key, owner int, foreign key (owner) references owner (id))",
                "create table log (id int primary key auto_increment, line varchar(200))",
                "create table audited (id int primary key)",
                "create trigger audit after insert on audited for each row insert into log (line) values ('a')",
                "create table old (id int primary key) engine = MyISAM",
                "create table part (id int primary key) partition by range (id)"
                        + " (partition low values less than (100), partition high values less than maxvalue)",
                "create table doc (id int primary key, j json, hidden int invisible)",
                "create table keyless (v int)",
                "create view owners as select * from owner",
                "create procedure adds() insert into log (line) values ('p')",
                "insert into owner values (1, 'Ann'), (2, 'Bob')",
                "insert into doc (id, j) values (1, '{\"k\": 1, \"long\": \"01234567890123456789012345678901\"}')",
                "insert into log (line) values ('first')"));
    }

    @AfterAll
    static void drop() {
        server.close();
    }

    @BeforeEach
    void connect() throws Exception {
        writer = database.connect();
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
    }

    private static int fresh() {
        return KEYS.incrementAndGet();
    }

    private static Followed followed() throws Exception {
        return Followed.of(BinlogServers.MYSQL, database);
    }

    private List<String> told(Followed followed, String... statements) throws Exception {
        List<String> told = new ArrayList<>();
        for (String sql : statements) {
            Sql.execute(writer, sql);
            told.add(String.join(", ", followed.told()));
        }
        return told;
    }

    @Test
    void statements_thatChangeRows_areToldByTheirTables() throws Exception {
        try (Followed followed = followed()) {
            assertThat(told(
                            followed,
                            "insert into log (line) values ('b')",
                            "update log set line = 'c' where id = 1",
                            "replace into log values (1, 'd')",
                            "insert into log values (1, 'e') as n on duplicate key update line = 'f'",
                            "insert into audited values (" + fresh() + ")",
                            "update owner, log set owner.name = 'X', log.line = 'X' where owner.id = 2 and log.id = 1",
                            "insert into part values (" + fresh() + ")",
                            "insert into old values (" + fresh() + ")",
                            "insert into keyless values (1), (2)",
                            "with c as (select 1 v) delete keyless from keyless join c using (v)",
                            "update owners set name = 'Y' where id = 2",
                            "update doc set hidden = 1",
                            "call adds()",
                            "delete from log where id > 1"))
                    .containsExactly(
                            "log",
                            "log",
                            "log",
                            "log",
                            "audited log",
                            "log owner pet visit",
                            "part",
                            "old",
                            "keyless",
                            "keyless",
                            "owner pet visit",
                            "doc",
                            "log",
                            "log");
        }
    }

    /** What each session may choose for its own part of the log. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "binlog_row_value_options = 'PARTIAL_JSON'",
                "binlog_row_image = 'MINIMAL'",
                "binlog_row_image = 'NOBLOB'",
                "binlog_rows_query_log_events = on"
            })
    void rows_inEachForm_areTold(String setting) throws Exception {
        try (Followed followed = followed()) {
            Sql.execute(writer, "set session " + setting);
            assertThat(told(
                            followed,
                            "update doc set j = json_set(j, '$.k', " + fresh() + ")",
                            "update owner set name = 'Z" + fresh() + "' where id = 1",
                            "delete from owner where id = -1"))
                    .containsExactly("doc", "owner pet visit", "");
        }
    }

    @Test
    void compressedTransaction_orOneInText_isToldAsAnything() throws Exception {
        try (Followed followed = followed()) {
            assertThat(told(
                            followed,
                            "set session binlog_transaction_compression = on",
                            "insert into log (line) values ('" + "z".repeat(200) + "')",
                            "set session binlog_transaction_compression = off",
                            "set session binlog_format = 'STATEMENT'",
                            "insert into log (line) values ('s')",
                            "set session binlog_format = 'ROW'",
                            "insert into log (line) values ('r')"))
                    .containsExactly("", " anything", "", "", " anything", "", "log");
        }
    }

    @Test
    void cascades_areToldWithTheParent() throws Exception {
        Sql.execute(
                writer,
                "insert into owner values (10, 'Cid')",
                "insert into pet values (10, 10)",
                "insert into visit values (10, 10)",
                "insert into node values (1, null), (2, 1)");
        try (Followed followed = followed()) {
            assertThat(told(
                            followed,
                            "insert into owner values (11, 'Dan')",
                            "update owner set id = 12 where id = 11",
                            "delete from owner where id >= 10",
                            "replace into owner values (1, 'Eve')",
                            "delete from node where id = 1",
                            "insert into strict values (1, 1)",
                            "delete from strict"))
                    .containsExactly(
                            "owner",
                            "owner pet visit",
                            "owner pet visit",
                            "owner pet visit",
                            "node",
                            "strict",
                            "strict");
            assertThat(Sql.value(writer, "select count(*) from visit")).isEqualTo("0");
        }
    }

    @Test
    void definitionsAndRights_areToldAsAnything() throws Exception {
        try (Followed followed = followed()) {
            assertThat(told(
                            followed,
                            "create table made (id int primary key)",
                            "truncate table made",
                            "alter table made add column v int, algorithm = instant",
                            "alter table made alter column v set invisible",
                            "create or replace view owners as select * from owner where id > 0",
                            "create function f() returns int deterministic return 1",
                            "drop function f",
                            "create trigger t before insert on made for each row set new.v = 1",
                            "rename table made to other",
                            "alter table part truncate partition low",
                            "drop table other",
                            "create user somebody",
                            "alter user somebody identified by 'a-word'",
                            "create role some_role",
                            "grant some_role to somebody",
                            "set default role all to somebody",
                            "revoke some_role from somebody",
                            "drop role some_role",
                            "drop user somebody",
                            "create table copied as select * from owner",
                            "drop table copied",
                            "create database elsewhere",
                            "drop database elsewhere"))
                    .allMatch(told -> told.endsWith("anything"), "anything");
        }
    }

    @Test
    void whatChangesNoTable_isNotTold() throws Exception {
        try (Followed followed = followed()) {
            assertThat(told(
                            followed,
                            "begin",
                            "insert into log (line) values ('r')",
                            "rollback",
                            "update log set line = 'none' where id = -1",
                            "create temporary table mine (id int)",
                            "insert into mine values (1)",
                            "alter table mine add column v int",
                            "drop temporary table mine",
                            "flush binary logs",
                            "select * from log for update"))
                    .allMatch(String::isEmpty, "nothing");
            assertThat(told(followed, "insert into log (line) values ('after')"))
                    .containsExactly("log");
        }
    }

    @Test
    void batchOfManyRows_isToldOnce() throws Exception {
        try (Followed followed = followed()) {
            writer.setAutoCommit(false);
            try (PreparedStatement statement = writer.prepareStatement("insert into log (line) values (?)")) {
                for (int i = 0; i < 5_000; i++) {
                    statement.setString(1, "x".repeat(150));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            assertThat(followed.told()).isEmpty();
            writer.commit();
            assertThat(followed.told()).containsExactly("log");
        }
    }

    @Test
    void distributedTransaction_isToldWhenItIsCommitted() throws Exception {
        try (Followed followed = followed()) {
            Sql.execute(
                    writer,
                    "xa start 'one', 'b', 7",
                    "insert into audited values (" + fresh() + ")",
                    "xa end 'one', 'b', 7",
                    "xa prepare 'one', 'b', 7");
            assertThat(followed.told()).isEmpty();
            Sql.execute(writer, "xa commit 'one', 'b', 7");
            assertThat(followed.told()).containsExactly("audited log");
            Sql.execute(writer, "xa start 'two'", "delete from audited", "xa end 'two'", "xa commit 'two' one phase");
            assertThat(followed.told()).containsExactly("audited");
            Sql.execute(writer, "xa start 'three'", "delete from log", "xa end 'three'", "xa prepare 'three'");
            Sql.execute(writer, "xa rollback 'three'");
            assertThat(followed.told()).isEmpty();
            Sql.execute(
                    writer,
                    "xa start 'early'",
                    "insert into audited values (" + fresh() + ")",
                    "xa end 'early'",
                    "xa prepare 'early'");
        }
        try (Followed followed = followed()) {
            Sql.execute(writer, "xa commit 'early'");
            assertThat(followed.told()).containsExactly(" anything");
        }
    }
}
