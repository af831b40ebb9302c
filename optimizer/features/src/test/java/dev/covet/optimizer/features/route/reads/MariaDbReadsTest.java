package dev.covet.optimizer.features.route.reads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbReplica;
import dev.covet.fixtures.mariadb.MariaDbServer;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements with what is expected of them, on a primary and a replica. */
class MariaDbReadsTest {
    private static MariaDbServer server;
    private static MariaDbReplica follower;
    private static TestDatabase database;
    private static Connection primary;
    private static Connection replica;
    private static Application application;
    private static String name;

    @BeforeAll
    static void start() throws SQLException {
        server = MariaDbServer.start();
        follower = server.startReplica();
        database = server.createDatabase(connection -> Sql.execute(connection, Corpus.statements("mysql-objects.sql")));
        primary = database.connect();
        name = Sql.value(primary, "select database()");
        follower.awaitCaughtUp();
        replica = DriverManager.getConnection(follower.jdbcUrl(name), database.user(), database.password());
        application = new Application(Dialect.MYSQL, name);
    }

    @AfterAll
    static void stop() throws SQLException {
        application.close();
        replica.close();
        primary.close();
        database.close();
        follower.close();
        server.close();
    }

    static List<Corpus.Line> lines() {
        return Corpus.of("mysql.txt");
    }

    @Test
    void corpus_isLarge() {
        assertThat(lines()).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void statement_isRuledAsExpected_andWhatAReplicaMayAnswerItAnswersAsThePrimary(Corpus.Line line)
            throws SQLException {
        application.assertRuled(line, primary, replica, Types.INTEGER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "ORACLE"})
    void modeThatChangesMeaning_refuses(String mode) throws SQLException {
        try (Connection odd = database.connect();
                Application here = new Application(Dialect.MYSQL, name)) {
            Sql.execute(odd, "set sql_mode = '" + mode + "'");
            assertThat(here.judged(odd, "select id from pet").reason()).contains("sql_mode has");
        }
    }

    @Test
    void tables_ofAView_areNotKnown() throws SQLException {
        try (TestDatabase other = server.createDatabase(connection -> Sql.execute(
                        connection, "create table pet (id int)", "create view shown as select id from pet"));
                Connection connection = other.connect();
                Application here = new Application(Dialect.MYSQL, Sql.value(connection, "select database()"))) {
            assertThat(here.judged(connection, "select id from pet").tables()).containsExactly("pet");
            ReadRuling ofView = here.judged(connection, "select id from shown");
            assertThat(ofView.allowed()).isTrue();
            assertThat(ofView.tables()).isNull();
        }
    }

    /** The catalog was asked about the tables of another one. */
    @Test
    void otherDatabaseThanThatOfTheUrl_refuses() {
        try (Application here = new Application(Dialect.MYSQL, name)) {
            assertThat(here.judged(primary, "select id from pet").allowed()).isTrue();
            here.session.state().catalog("other");
            assertThat(here.of("select id from pet")).isEqualTo(ReadRuling.OTHER_DATABASE);
            here.session.state().catalog(name);
            assertThat(here.of("select id from pet").allowed()).isTrue();
        }
    }
}
