package dev.covet.instrumentation.drivers.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which tables are told of, by whatever means rows were changed. */
class BinlogFeedTest {
    private static final AtomicInteger KEYS = new AtomicInteger(1_000);
    private static TestDatabase database;
    private Connection writer;

    @BeforeAll
    static void prepare() {
        database = BinlogServers.usual()
                .createDatabase(connection -> Sql.execute(
                        connection,
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
                        "create table past (id int primary key) with system versioning",
                        "create sequence numbers nocache",
                        "create view owners as select * from owner",
                        "create procedure adds() insert into log (line) values ('p')",
                        "insert into owner values (1, 'Ann'), (2, 'Bob')",
                        "insert into log (line) values ('first')"));
    }

    @AfterAll
    static void drop() {
        database.close();
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

    private List<String> told(Followed followed, String... statements) throws Exception {
        List<String> told = new ArrayList<>();
        for (String sql : statements) {
            Sql.execute(writer, sql);
            told.add(String.join(", ", followed.told()));
        }
        return told;
    }

    @ParameterizedTest
    @EnumSource
    void statements_thatChangeRows_areToldByTheirTables(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database)) {
            assertThat(told(
                            followed,
                            "insert into log (line) values ('b')",
                            "update log set line = 'c' where id = 1",
                            "replace into log values (1, 'd')",
                            "insert into log values (1, 'e') on duplicate key update line = 'f'",
                            "insert into audited values (" + fresh() + ")",
                            "update owner, log set owner.name = 'X', log.line = 'X' where owner.id = 2 and log.id = 1",
                            "insert into part values (" + fresh() + ")",
                            "insert into past values (" + fresh() + ")",
                            "delete from past",
                            "insert into old values (" + fresh() + ")",
                            "update owners set name = 'Y' where id = 2",
                            "call adds()",
                            "select nextval(numbers)",
                            "delete from log where id > 1"))
                    .containsExactly(
                            "log",
                            "log",
                            "log",
                            "log",
                            "audited log",
                            "log owner pet visit",
                            "part",
                            "past",
                            "past",
                            "old",
                            "owner pet visit",
                            "log",
                            "numbers",
                            "log");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cascades_whichAreNotLogged_areToldWithTheParent(BinlogServers driver) throws Exception {
        Sql.execute(
                writer,
                "insert into owner values (10, 'Cid')",
                "insert into pet values (10, 10)",
                "insert into visit values (10, 10)",
                "insert into node values (1, null), (2, 1)");
        try (Followed followed = Followed.of(driver, database)) {
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

    @ParameterizedTest
    @EnumSource
    void foreignKey_madeOrDropped_isHeeded(BinlogServers driver) throws Exception {
        Sql.execute(writer, "create table late (id int primary key, line int)");
        try (Followed followed = Followed.of(driver, database)) {
            assertThat(told(
                            followed,
                            "alter table late add constraint to_log foreign key (line) references log (id) on delete cascade",
                            "delete from log where id < 0",
                            "update log set line = 'z' where id = 1",
                            "alter table late drop constraint to_log",
                            "update log set line = 'y' where id = 1",
                            "drop table late"))
                    .containsExactly(" anything", "", "late log", " anything", "log", " anything");
        }
    }

    @ParameterizedTest
    @EnumSource
    void definitionsAndRights_areToldAsAnything(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database)) {
            assertThat(told(
                            followed,
                            "create table made (id int primary key)",
                            "truncate table made",
                            "alter table made add column v int",
                            "create or replace view owners as select * from owner where id > 0",
                            "create function f() returns int deterministic return 1",
                            "drop function f",
                            "create trigger t before insert on made for each row set new.v = 1",
                            "rename table made to other",
                            "alter table part truncate partition low",
                            "drop table other",
                            "create user somebody",
                            "create role some_role",
                            "grant some_role to somebody",
                            "revoke some_role from somebody",
                            "drop role some_role",
                            "drop user somebody",
                            "create table copied as select * from owner",
                            "drop table copied"))
                    .allMatch(told -> told.endsWith("anything"), "anything");
        }
    }

    @ParameterizedTest
    @EnumSource
    void statementFormat_isToldAsAnything(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database)) {
            assertThat(told(followed, "set session binlog_format = 'STATEMENT'", "insert into log (line) values ('s')"))
                    .containsExactly("", " anything");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatChangesNoTable_isNotTold(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database)) {
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
                            "create temporary table owner (id int)",
                            "drop temporary table if exists owner",
                            "flush binary logs",
                            "select * from log for update"))
                    .allMatch(String::isEmpty, "nothing");
            assertThat(told(followed, "insert into log (line) values ('after')"))
                    .containsExactly("log");
        }
    }

    @ParameterizedTest
    @EnumSource
    void transactions_inTheOrderOfTheirCommits_withWhatTheyWrote(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database);
                Connection other = database.connect()) {
            writer.setAutoCommit(false);
            other.setAutoCommit(false);
            Sql.execute(writer, "insert into log (line) values ('a')");
            Sql.execute(other, "insert into audited values (" + fresh() + ")");
            Savepoint savepoint = writer.setSavepoint();
            Sql.execute(writer, "update owner set name = 'no' where id = 2");
            writer.rollback(savepoint);
            assertThat(followed.told()).isEmpty();
            other.commit();
            Sql.execute(other, "insert into part values (" + fresh() + ")");
            other.commit();
            assertThat(followed.told()).containsExactly("audited log", "part");
            writer.commit();
            assertThat(followed.told()).containsExactly("log");
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesBulksAndManyRows_areTold(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database)) {
            writer.setAutoCommit(false);
            try (PreparedStatement statement = writer.prepareStatement("insert into log (line) values (?)")) {
                for (int i = 0; i < 5_000; i++) {
                    statement.setString(1, "x".repeat(150));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            writer.commit();
            assertThat(followed.told()).containsExactly("log");
            Sql.execute(writer, "delete from log where id > 1");
            writer.commit();
        }
    }

    @ParameterizedTest
    @EnumSource
    void distributedTransaction_isToldWhenItIsCommitted(BinlogServers driver) throws Exception {
        try (Followed followed = Followed.of(driver, database);
                Connection other = database.connect()) {
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
            Sql.execute(other, "xa start 'three'", "delete from log", "xa end 'three'", "xa prepare 'three'");
            Sql.execute(other, "xa rollback 'three'");
            assertThat(followed.told()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void distributedTransaction_preparedBefore_isToldAsAnything(BinlogServers driver) throws Exception {
        Sql.execute(
                writer,
                "xa start 'early'",
                "insert into audited values (" + fresh() + ")",
                "xa end 'early'",
                "xa prepare 'early'");
        try (Followed followed = Followed.of(driver, database)) {
            Sql.execute(writer, "xa commit 'early'");
            assertThat(followed.told()).containsExactly(" anything");
        }
    }
}
