package dev.covet.instrumentation.drivers.postgresql.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.engine.change.Commit;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** What is told of the changes that anybody makes. */
class PostgresFeedTest {
    private static TestDatabase database;
    private static Following following;

    private Connection writer;

    @BeforeAll
    static void open() throws Exception {
        database = FeedServers.usual()
                .createDatabase(connection -> Sql.execute(
                        connection,
                        "create table owner (id int primary key, name text)",
                        "create table pet (id int primary key, owner int references owner on delete cascade,"
                                + " name text)",
                        "create table visit (id int primary key, pet int references pet on delete set null)",
                        "create table log (id serial primary key, line text)",
                        "create function note() returns trigger language plpgsql as"
                                + " 'begin insert into log (line) values (old.name); return old; end'",
                        "create trigger note before update on owner for each row execute function note()",
                        "create table \"Odd Näme\" (id int primary key)",
                        "create schema other create table pet (id int primary key)",
                        "create table part (id int primary key, at int) partition by range (id)",
                        "create table part_low partition of part for values from (0) to (100)",
                        "create table part_high partition of part for values from (100) to (200)"
                                + " partition by range (id)",
                        "create table part_high_1 partition of part_high for values from (100) to (150)",
                        "create table animal (id int primary key)",
                        "create table cat (lives int, primary key (id)) inherits (animal)",
                        "create unlogged table quick (id int primary key)",
                        "create materialized view owners as select * from owner",
                        "create view pets as select * from pet",
                        "create publication covet for all tables"));
        following = Following.of(database);
    }

    @AfterAll
    static void drop() {
        following.close();
        database.close();
    }

    @BeforeEach
    void connect() throws Exception {
        writer = database.connect();
        Sql.execute(
                writer,
                "truncate owner, pet, visit, log, other.pet, \"Odd Näme\", part, animal, quick",
                "insert into owner values (1, 'Ann'), (2, 'Bob')",
                "insert into pet values (1, 1, 'Rex'), (2, 2, 'Tom')",
                "insert into visit values (1, 1)");
        following.told();
    }

    @AfterEach
    void disconnect() throws Exception {
        writer.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    insert into owner values (3, 'Cid')                                | owner
                    update pet set name = 'Max' where id = 1                           | pet
                    update pet set id = 9 where id = 2                                 | pet
                    delete from visit                                                  | visit
                    delete from owner where id = 1                                     | owner pet visit
                    update owner set name = 'Eve' where id = 1                         | log owner
                    truncate log                                                       | log
                    truncate owner cascade                                             | owner pet visit
                    insert into other.pet values (1)                                   | other.pet
                    insert into "Odd Näme" values (1)                                  | Odd Näme
                    update pets set name = 'Max' where id = 1                          | pet
                    with d as (delete from visit) insert into log (line) values ('d')  | log visit
                    merge into log l using pet p on l.id = p.id when not matched then insert values (p.id, '') | log
                    insert into part values (1)                                        | part part_low
                    insert into part values (101)                                      | part part_high part_high_1
                    insert into part_low values (1)                                    | part part_low
                    truncate part          | part part_high part_high_1 part_low
                    insert into cat values (1, 9)                                      | animal cat
                    insert into animal values (1)                                      | animal
                    do 'begin insert into log values (7); begin perform 1/0; exception when others then delete from visit; end; end' | log visit
                    """)
    void commit_ofAStatement_isToldWithEveryTableThatShowsIt(String sql, String tables) throws Exception {
        Sql.execute(writer, sql);

        assertThat(following.told()).containsExactly(tables);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    update pet set name = 'Max' where false
                    begin; delete from visit; rollback
                    begin; savepoint a; delete from visit; rollback to a; commit
                    do 'begin delete from visit; perform 1/0; exception when others then null; end'
                    insert into quick values (1)
                    refresh materialized view owners
                    create temp table mine (id int); insert into mine values (1)
                    select * from pet for update
                    """)
    void statement_thatChangesNoTableOfThePublication_isNotTold(String sql) throws Exception {
        Sql.execute(writer, sql);

        assertThat(following.told()).isEmpty();
    }

    @Test
    void copy_isTold() throws Exception {
        writer.unwrap(PGConnection.class).getCopyAPI().copyIn("copy visit from stdin", new StringReader("7\t2\n"));

        assertThat(following.told()).containsExactly("visit");
    }

    @Test
    void transactions_inTheOrderOfTheirCommits_withWhatTheyKept() throws Exception {
        try (Connection other = database.connect()) {
            writer.setAutoCommit(false);
            other.setAutoCommit(false);
            Sql.execute(writer, "insert into log (line) values ('a')");
            Sql.execute(other, "delete from visit");
            Savepoint savepoint = writer.setSavepoint();
            Sql.execute(writer, "delete from pet where id = 2");
            writer.rollback(savepoint);
            Savepoint kept = writer.setSavepoint();
            Sql.execute(writer, "insert into owner values (3, 'Cid')");
            writer.releaseSavepoint(kept);
            other.commit();
            Sql.execute(other, "insert into pet values (3)");
            other.commit();
            assertThat(following.told()).containsExactly("visit", "pet");
            writer.commit();
        }

        assertThat(following.told()).containsExactly("log owner");
    }

    @Test
    void preparedTransaction_isToldWhenItIsCommitted() throws Exception {
        Sql.execute(writer, "begin; delete from visit; prepare transaction 'a'");
        assertThat(following.told()).isEmpty();
        Sql.execute(writer, "commit prepared 'a'");

        List<Commit> commits = following.commits();

        assertThat(commits).extracting(Following::text).containsExactly("visit");
        assertThat(following.feed.moment().shows(commits.get(0))).isTrue();
        Sql.execute(writer, "begin; delete from log; delete from pet; prepare transaction 'b'; rollback prepared 'b'");
        assertThat(following.told()).isEmpty();
    }

    @Test
    void commit_ofManyRowsAndSubtransactions_isToldOnceAndIsSeen() throws Exception {
        Sql.execute(
                writer,
                "do 'begin for i in 1..300 loop begin insert into log values (i + 1000, repeat(''x'', 1000));"
                        + " exception when others then null; end; end loop;"
                        + " insert into log select i, repeat(''y'', 100) from generate_series(10000, 60000) i; end'");

        List<Commit> commits = following.commits();

        assertThat(commits).hasSize(1);
        assertThat(following.feed.moment().shows(commits.get(0))).isTrue();
    }

    @Test
    void hierarchy_changed_isToldAndHeeded() throws Exception {
        Sql.execute(
                writer,
                "create table later (id int primary key, at int)",
                "insert into later values (160, 1)",
                "create table above (id int, at int, primary key (id, at)) partition by range (at)");
        following.told();
        // The table below the one that is attached is not described again by the server.
        Sql.execute(writer, "alter table part_high attach partition later for values from (150) to (200)");
        assertThat(Following.text(following.next())).isEqualTo(" anything");
        Sql.execute(writer, "insert into later values (161, 1)");
        assertThat(following.told()).containsExactly("later part part_high");

        Sql.execute(writer, "alter table part detach partition part_high");
        assertThat(Following.text(following.next())).isEqualTo(" anything");
        Sql.execute(writer, "insert into later values (162, 1)");
        assertThat(following.told()).containsExactly("later part_high");

        Sql.execute(
                writer,
                "delete from later",
                "alter table part_high detach partition later",
                "drop table later",
                "alter table part attach partition part_high for values from (100) to (200)");
        assertThat(Following.text(following.next())).isEqualTo("later part_high");
        assertThat(following.next().anything()).isTrue();
    }

    @Test
    void table_renamedBeforeItWasAskedFor_isToldByBothNames() throws Exception {
        Sql.execute(writer, "create table old_name (id int primary key)");
        following.told();
        Sql.execute(writer, "insert into old_name values (1)", "alter table old_name rename to new_name");
        assertThat(following.told()).containsExactly("new_name old_name");

        Sql.execute(writer, "insert into new_name values (2)");

        assertThat(following.told()).containsExactly("new_name");
        Sql.execute(writer, "insert into new_name values (3)", "drop table new_name");
        assertThat(following.told()).containsExactly("new_name");
    }

    @Test
    void publicationByRoots_tellsThePartitions() throws Exception {
        try (TestDatabase rooted = FeedServers.usual()
                        .createDatabase(connection -> Sql.execute(
                                connection,
                                "create table part (id int primary key) partition by range (id)",
                                "create table part_low partition of part for values from (0) to (100)",
                                "create publication covet for table part"
                                        + " with (publish_via_partition_root = true)"));
                Following feed = Following.of(rooted);
                Connection connection = rooted.connect()) {
            Sql.execute(connection, "insert into part values (1)");

            assertThat(feed.told()).containsExactly("part part_low");
            assertThat(feed.feed.untold(List.of("part", "part_low"))).isEmpty();
        }
    }
}
