package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a name means in one place says nothing of what it means in another one: schemas, databases, sessions set otherwise. */
class SameNamesTest {
    private static final String PETS = "select id, name from pet where owner_id = ? order by id";
    private static final int OWNERS = 30;
    private static final int VISITED = 3;
    private static final int FEW = 8;

    private static PostgresServer postgres;
    private static MariaDbServer mariaDb;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
        mariaDb = MariaDbServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
        mariaDb.close();
    }

    /** What a session is told before it is used. */
    interface Setting {
        void of(Connection connection) throws SQLException;
    }

    private static List<String> loop(Connection connection, int visited) throws SQLException {
        List<Long> owners = new ArrayList<>();
        try (Statement all = connection.createStatement();
                ResultSet rows = all.executeQuery("select id from owner order by id")) {
            while (rows.next()) {
                owners.add(rows.getLong(1));
            }
        }
        List<String> read = new ArrayList<>();
        for (long owner : owners.subList(0, visited)) {
            read.addAll(pets(connection, owner));
        }
        return read;
    }

    private static List<String> pets(Connection connection, long owner) throws SQLException {
        try (PreparedStatement one = connection.prepareStatement(PETS)) {
            one.setLong(1, owner);
            try (ResultSet rows = one.executeQuery()) {
                return Rendering.of(rows);
            }
        }
    }

    /** Learns in one place, and then loops in the other one. */
    private static List<String> there(Rig rig, Setting setting) throws Exception {
        for (int time = 0; time < 3; time++) {
            rig.request(() -> {
                try (Connection connection = rig.source().getConnection()) {
                    return loop(connection, OWNERS);
                }
            });
        }
        return rig.request(() -> {
            try (Connection connection = rig.source().getConnection()) {
                setting.of(connection);
                List<String> read = loop(connection, VISITED);
                rig.evict(connection);
                return read;
            }
        });
    }

    /** As often as without Covet a function of theirs is called that notes that it was. */
    private static void checkNoted(TestDatabase database, Connection admin, String place, Setting setting)
            throws Exception {
        List<String> expected;
        try (Rig bare = Rig.bare(database, database.jdbcUrl())) {
            expected = there(bare, setting);
        }
        String noted = Sql.value(admin, "select count(*) from " + place + ".noted");
        assertThat(noted).isNotEqualTo("0");
        Sql.execute(admin, "delete from " + place + ".noted");
        try (Rig rig = Rig.prefetching(database, database.jdbcUrl(), Rig.LONG)) {
            assertThat(there(rig, setting)).isEqualTo(expected);
            assertThat(rig.errors()).isEmpty();
        }
        assertThat(Sql.value(admin, "select count(*) from " + place + ".noted")).isEqualTo(noted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create view other.pet as select id, owner_id, other.note(name) as name from other.animal",
                "create table other.pet as select id, owner_id, name from other.animal;"
                        + " alter table other.pet enable row level security;"
                        + " alter table other.pet force row level security;"
                        + " create policy noting on other.pet using (other.note(name) is not null)",
                "create view other.middle as select id, owner_id, other.note(name) as name from other.animal;"
                        + " create view other.pet as select * from other.middle"
            })
    void schemaOfPostgres_whereTheNameIsOfWhatWrites_isNotReadAhead(String made) throws Exception {
        try (TestDatabase database = postgres.createDatabase();
                Connection admin = database.connect()) {
            Sql.execute(
                    admin,
                    "create schema other",
                    "create table owner as select i as id from generate_series(1, " + OWNERS + ") i",
                    "create table pet as select i as id, i as owner_id, 'here ' || i as name from generate_series(1, "
                            + OWNERS + ") i",
                    "create table other.owner as select * from owner",
                    "create table other.animal as select id, owner_id, 'there ' || id as name from pet",
                    "create table other.noted (what text)",
                    "create function other.note(told text) returns text language plpgsql volatile security definer as"
                            + " 'begin insert into other.noted values (told); return told; end'",
                    made,
                    "do 'begin create role asking; exception when duplicate_object then null; end'",
                    "grant usage on schema other to asking",
                    "grant select on all tables in schema other to asking");
            String[] settings = {"set search_path = other, public", "set role asking"};
            checkNoted(database, admin, "other", connection -> Sql.execute(connection, settings));
            Sql.execute(admin, "delete from other.noted");
            checkNoted(database, admin, "other", connection -> {
                connection.setSchema("other");
                Sql.execute(connection, "set role asking");
            });
        }
    }

    private static String otherOfMariaDb(Connection admin) throws SQLException {
        String other = Sql.value(admin, "select concat(database(), '_other')");
        Sql.execute(
                admin,
                "create table owner (id bigint primary key)",
                "insert into owner select seq from seq_1_to_" + OWNERS,
                "create table pet (id bigint primary key, owner_id bigint, name varchar(40), key (owner_id))",
                "insert into pet select seq, 1 + seq % " + OWNERS + ", concat('here ', seq) from seq_1_to_"
                        + 3 * OWNERS,
                "create database " + other,
                "create table " + other + ".owner as select * from owner",
                "create table " + other + ".animal as select id, owner_id, concat('there ', id) as name from pet",
                "create table " + other + ".noted (what text)",
                "create function " + other + ".note(told text) returns text deterministic modifies sql data begin"
                        + " insert into " + other + ".noted values (told); update " + other
                        + ".animal set name = 'noted'; return told; end");
        return other;
    }

    private static void drop(Connection admin, String other) throws SQLException {
        Sql.execute(admin, "drop database " + other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"use %s", "use `%s`", "/*! use %s */"})
    void databaseOfMariaDb_whereTheNameIsOfWhatWrites_isNotReadAhead(String use) throws Exception {
        try (TestDatabase database = mariaDb.createDatabase();
                Connection admin = database.connect()) {
            String other = otherOfMariaDb(admin);
            Sql.execute(
                    admin,
                    "create table " + other + ".told (id bigint, owner_id bigint, name varchar(40))",
                    "insert into " + other + ".told select * from " + other + ".animal",
                    "create view " + other + ".pet as select id, owner_id, " + other + ".note(name) as name from "
                            + other + ".told");
            checkNoted(database, admin, other, connection -> Sql.execute(connection, use.replace("%s", other)));
            drop(admin, other);
        }
    }

    /** What a database has that writes was looked for where the connection was before. */
    @Test
    void viewOfAnotherDatabase_thatWrites_endsWhatWasReadAhead() throws Exception {
        try (TestDatabase database = mariaDb.createDatabase();
                Connection admin = database.connect()) {
            String other = otherOfMariaDb(admin);
            Sql.execute(
                    admin,
                    "alter table " + other + ".animal rename to " + other + ".pet",
                    "drop function " + other + ".note",
                    "create function " + other + ".note() returns int deterministic modifies sql data begin update "
                            + other + ".pet set name = 'noted'; return 1; end",
                    "create view " + other + ".loud as select " + other + ".note() as done");
            List<List<String>> seen = new ArrayList<>();
            for (Rig rig : List.of(
                    Rig.bare(database, database.jdbcUrl()), Rig.prefetching(database, database.jdbcUrl(), Rig.LONG))) {
                try (rig) {
                    Sql.execute(admin, "update " + other + ".pet set name = concat('there ', id)");
                    seen.add(there(rig, connection -> {
                        connection.setCatalog(other);
                        loop(connection, OWNERS);
                    }));
                    seen.add(rig.request(() -> afterNote(rig, other)));
                    assertThat(rig.errors()).isEmpty();
                }
            }
            assertThat(seen.get(2)).isEqualTo(seen.get(0));
            assertThat(seen.get(3)).isEqualTo(seen.get(1)).anyMatch(row -> row.contains("noted"));
            drop(admin, other);
        }
    }

    private static List<String> afterNote(Rig rig, String other) throws SQLException {
        try (Connection connection = rig.source().getConnection()) {
            connection.setCatalog(other);
            List<String> read = new ArrayList<>(loop(connection, VISITED));
            read.add(Sql.value(connection, "select done from loud"));
            read.addAll(pets(connection, VISITED + 1));
            rig.evict(connection);
            return read;
        }
    }

    /** A limit for whole statements is one for all keys of a batch together. */
    @Test
    void poolOfMariaDb_whoseSessionsAreSetOtherwise_isJudgedForItself() throws Exception {
        try (TestDatabase database = mariaDb.createDatabase();
                Connection admin = database.connect()) {
            String other = otherOfMariaDb(admin);
            String url = database.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
            String limited = url + "?sessionVariables=sql_select_limit=" + FEW;
            List<List<String>> seen = new ArrayList<>();
            for (Rig rig : List.of(Rig.bare(database, url), Rig.prefetching(database, url, Rig.LONG))) {
                try (rig) {
                    there(rig, connection -> {});
                    seen.add(rig.request(() -> {
                        try (Connection connection =
                                rig.source(database, limited).getConnection()) {
                            List<String> read = new ArrayList<>(loop(connection, FEW));
                            read.add(Sql.value(connection, "select @@sql_select_limit"));
                            return read;
                        }
                    }));
                    assertThat(rig.errors()).isEmpty();
                }
            }
            assertThat(seen.get(1)).isEqualTo(seen.get(0));
            drop(admin, other);
        }
    }
}
