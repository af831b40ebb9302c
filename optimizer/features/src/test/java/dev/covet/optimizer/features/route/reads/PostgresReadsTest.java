package dev.covet.optimizer.features.route.reads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements with what is expected of them, on a primary and a hot standby. */
class PostgresReadsTest {
    private static PostgresServer server;
    private static PostgresStandby standby;
    private static TestDatabase database;
    private static Connection primary;
    private static Connection replica;
    private static Connection holder;
    private static Application application;

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresServer.start();
        database =
                server.createDatabase(connection -> Sql.execute(connection, Corpus.statements("postgres-objects.sql")));
        standby = server.startStandby();
        primary = database.connect();
        holder = database.connect();
        Sql.execute(holder, "create temporary table shadowed (id int)");
        String name = Sql.value(primary, "select current_database()");
        replica = DriverManager.getConnection(standby.jdbcUrl(name), database.user(), database.password());
        application = new Application(Dialect.POSTGRESQL, name);
        standby.awaitCaughtUp();
    }

    @AfterAll
    static void stop() throws SQLException {
        application.close();
        holder.close();
        replica.close();
        primary.close();
        standby.close();
        database.close();
        server.close();
    }

    static List<Corpus.Line> lines() {
        return Corpus.of("postgres.txt");
    }

    @Test
    void corpus_isLarge() {
        assertThat(lines()).hasSizeGreaterThan(400).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void statement_isRuledAsExpected_andWhatAReplicaMayAnswerItAnswersAsThePrimary(Corpus.Line line)
            throws SQLException {
        application.assertRuled(line, primary, replica, Types.OTHER);
    }

    /** What no text shows stands against every query of the database. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create function wild(pet) returns text language sql volatile as 'select 1::text'"
                        + " $ create cast (pet as text) with function wild(pet) as implicit|calls the volatile function wild",
                "create function quiet(pet) returns text language sql stable as 'select 1::text from pg_advisory_lock(1)'"
                        + " $ create cast (pet as text) with function quiet(pet) as assignment|pg_advisory_lock",
                "create domain code as int check (value > random())|domain code",
                "create function checks(int) returns boolean language sql volatile as 'select true'"
                        + " $ create domain code as int check (checks(value))|domain code",
                "create function same(pet, pet) returns boolean language sql volatile as 'select true'"
                        + " $ create operator = (leftarg = pet, rightarg = pet, function = same)|the operator = calls"
            })
    void hiddenCalls_refuseAll(String objects, String reason) throws SQLException {
        try (TestDatabase other = server.createDatabase();
                Connection connection = other.connect();
                Application here = new Application(Dialect.POSTGRESQL, "other")) {
            Sql.execute(connection, "create table pet (id int)");
            assertThat(here.judged(connection, "select id from pet").allowed()).isTrue();
            Sql.execute(connection, objects.split(" \\$ ", -1));
            assertThat(here.judged(connection, "select pet.id from pet").reason())
                    .contains(reason);
        }
    }

    /** Somebody may define a view anew while the ruling is believed; so it stands for all tables. */
    @Test
    void tables_areKnown_unlessOthersComeWithThem() throws SQLException {
        try (TestDatabase other = server.createDatabase();
                Connection connection = other.connect();
                Application here = new Application(Dialect.POSTGRESQL, "other")) {
            Sql.execute(
                    connection,
                    "create table pet (id int, owner_id int)",
                    "create table owner (id int)",
                    "create view shown as select id from pet",
                    "create table visit (id int) partition by range (id)",
                    "create table visit_1 partition of visit for values from (1) to (9)",
                    "create table guarded (id int)",
                    "alter table guarded enable row level security",
                    "create policy own on guarded using (id in (select id from pet))");
            assertThat(here.judged(connection, "select p.id from pet p join owner o on o.id = p.owner_id")
                            .tables())
                    .containsExactlyInAnyOrder("pet", "owner");
            assertThat(here.judged(connection, "with x as (select id from pet) select id from x")
                            .tables())
                    .contains("pet");
            for (String table : new String[] {"shown", "visit", "guarded"}) {
                ReadRuling ruling = here.judged(connection, "select id from " + table);
                assertThat(ruling.allowed()).as(table).isTrue();
                assertThat(ruling.tables()).as(table).isNull();
            }
        }
    }

    @Test
    void closedConnection_isNotBelieved() throws SQLException {
        Connection closed = database.connect();
        closed.close();
        assertThat(application
                        .judged(closed, "select id, 1 as never_asked from pet")
                        .standing())
                .isEqualTo(ReadRuling.Standing.UNKNOWN);
    }
}
