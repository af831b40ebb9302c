package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Volley;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapters work with drivers older than the one they are compiled with. */
class DriverVersionsTest {
    private static final String UNION = "select q.*, 2 as o from (SINGLE) q union all select q.*, 1 from (SINGLE) q";
    private static final PostgresServer postgres = SharedServers.postgres();
    private static final TestDatabase postgresDatabase = postgres.createDatabase();
    private static final MariaDbServer mariaDb = SharedServers.mariaDb();
    private static final TestDatabase mariaDbDatabase = mariaDb.createDatabase();

    @AfterAll
    static void stop() {
        postgresDatabase.close();
        mariaDbDatabase.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-42.5.6", "postgresql-42.6.2", "postgresql-42.7.0"})
    void pgjdbc_version_replaysAndSplits(String jar) throws Exception {
        try (DriverVersion version = DriverVersion.of(jar);
                Connection connection = version.connect(
                        "org.postgresql.Driver", postgresDatabase.jdbcUrl(), postgres.user(), postgres.password())) {
            DriverRows driver = version.family("postgresql.PostgresFamily").rows(connection);
            String single = "select id, 1.50 as price, 'é' as name, now() as at, '\\x01'::bytea as raw from"
                    + " generate_series(1, 2) id where id = ?";
            connection.setAutoCommit(false);
            PreparedStatement statement = connection.prepareStatement(single);
            statement.setInt(1, 1);
            check(driver, statement, connection.prepareStatement(UNION.replace("SINGLE", single)));
            checkVolley(driver, statement);
            for (int n = 3; n <= 6; n++) {
                statement.executeQuery();
            }
            check(driver, statement, connection.prepareStatement(UNION.replace("SINGLE", single)));
            checkVolley(driver, statement);
            statement.setFetchSize(1);
            assertThat(driver.refusal(statement)).contains("cursor");
        }
    }

    @ParameterizedTest
    @CsvSource({"postgresql-42.5.6, 5", "postgresql-42.6.2, -1", "postgresql-42.7.0, 5", "postgresql-42.7.0, -1"})
    void pgjdbc_version_tellsTheFormatBefore(String jar, int threshold) throws Exception {
        String url = postgresDatabase.jdbcUrl("prepareThreshold=" + threshold);
        try (DriverVersion version = DriverVersion.of(jar);
                Connection bare = version.connect("org.postgresql.Driver", url, postgres.user(), postgres.password());
                Connection sparing =
                        version.connect("org.postgresql.Driver", url, postgres.user(), postgres.password())) {
            DriverRows driver = version.family("postgresql.PostgresFamily").rows(sparing);
            int spared = 0;
            // L is a number, S a small one, N is a null of no type.
            for (char step : "LLLLLLLNLLLLSLLSSSN".toCharArray()) {
                try (PreparedStatement one = bound(bare, step);
                        PreparedStatement other = bound(sparing, step)) {
                    RowFormat format = driver.format(other);
                    ResultSet sent = one.executeQuery();
                    ResultSet had = format.lasts()
                            ? Objects.requireNonNull(driver.of(sent)).replayOn(other)
                            : other.executeQuery();
                    boolean binary = isBinary(sent);
                    assertThat(isBinary(had)).isEqualTo(binary);
                    assertThat(!format.lasts() || format.binary() == binary).isTrue();
                    spared += format.lasts() ? 1 : 0;
                }
            }
            assertThat(spared).isGreaterThan(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-42.5.6", "postgresql-42.6.2", "postgresql-42.7.0"})
    void pgjdbc_version_tellsOfChanges(String jar) throws Exception {
        try (DriverVersion version = DriverVersion.of(jar);
                Connection writer = postgresDatabase.connect();
                Statement statement = writer.createStatement()) {
            statement.execute("create table if not exists told (id int)");
            statement.execute("drop publication if exists covet; create publication covet for table told");
            try (ChangeFeed feed = changes(version).open(FeedWishes.USUAL)) {
                statement.execute("insert into told values (1)");
                assertTold(feed, "public");
            }
        }
    }

    private static void assertTold(ChangeFeed feed, String schema) throws SQLException {
        Moment moment = feed.moment();
        List<Commit> commits = new ArrayList<>();
        Await.until("the commit", Duration.ofSeconds(30), () -> {
            try {
                feed.hurry();
                feed.receive(20_000_000, commits::add);
                return feed.reached(moment);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(commits).singleElement().satisfies(commit -> {
            assertThat(commit.tables()).containsExactly(new ChangedTable(schema, "told"));
            assertThat(moment.shows(commit)).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "mariadb-java-client-3.1.4, mariadb.MariaDbFamily, jdbc:mariadb:",
        "mariadb-java-client-3.3.4, mariadb.MariaDbFamily, jdbc:mariadb:",
        "mysql-connector-j-8.0.33, mysql.MysqlFamily, jdbc:mysql:",
        "mysql-connector-j-8.4.0, mysql.MysqlFamily, jdbc:mysql:"
    })
    void driverOfMariaDbOrMySql_version_tellsOfChanges(String jar, String family, String scheme) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", mariaDb.user());
        properties.setProperty("password", mariaDb.password());
        String url = mariaDbDatabase.jdbcUrl().replace("jdbc:mariadb:", scheme);
        try (DriverVersion version = DriverVersion.of(jar);
                Connection writer = mariaDbDatabase.connect();
                Statement statement = writer.createStatement()) {
            statement.execute("create table if not exists told (id int)");
            try (ChangeFeed feed =
                    version.family(family).changes(url, properties).open(FeedWishes.USUAL)) {
                statement.execute("insert into told values (1)");
                assertTold(feed, writer.getCatalog());
            }
        }
    }

    @Test
    void pgjdbc_withoutReplication_keepsItsWrappersAndTellsNothing() throws Exception {
        try (DriverVersion version =
                DriverVersion.of("postgresql-42.7.0", "org.postgresql.replication.LogSequenceNumber")) {
            assertThatThrownBy(() -> changes(version).open(FeedWishes.USUAL))
                    .isInstanceOf(FeedRefusedException.class)
                    .hasMessageContaining("COVET-4201");
        }
        try (DriverVersion none = DriverVersion.of(
                "postgresql-42.7.0", "dev.covet.instrumentation.drivers.postgresql.change.PostgresChangeSource")) {
            assertThat(changes(none)).isSameAs(ChangeSource.NONE);
            assertThatThrownBy(() -> changes(none).open(FeedWishes.USUAL)).hasMessageContaining("COVET-4201");
        }
    }

    private static ChangeSource changes(DriverVersion version) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", postgres.user());
        properties.setProperty("password", postgres.password());
        return version.family("postgresql.PostgresFamily").changes(postgresDatabase.jdbcUrl(), properties);
    }

    private static PreparedStatement bound(Connection connection, char step) throws SQLException {
        PreparedStatement made =
                connection.prepareStatement("select count(*) from pg_class where reltuples = ? and oid = 0");
        switch (step) {
            case 'L' -> made.setLong(1, 7);
            case 'S' -> made.setInt(1, 7);
            default -> made.setNull(1, Types.NULL);
        }
        return made;
    }

    private static boolean isBinary(ResultSet count) throws SQLException {
        count.next();
        return count.getBytes(1).length == Long.BYTES;
    }

    private static void checkVolley(DriverRows driver, PreparedStatement single) throws SQLException {
        List<Rows> rows;
        try (Volley volley = Objects.requireNonNull(driver.volley(single, "v"))) {
            for (int id : new int[] {2, 1, 3}) {
                assertThat(volley.add(statement -> statement.setInt(1, id))).isTrue();
            }
            rows = volley.ask(100, 10_000);
        }
        Rows alone = Objects.requireNonNull(driver.of(single.executeQuery()));
        assertThat(rows).extracting(Rows::size).containsExactly(1, 1, 0);
        assertThat(rows.get(1).sameAs(alone)).isTrue();
        assertThat(rows.get(0).sameAs(alone)).isFalse();
        try (ResultSet one = rows.get(1).replayOn(single);
                ResultSet other = alone.replayOn(single.getConnection().createStatement())) {
            assertThat(one.next() && other.next()).isTrue();
            assertThat(one.getBytes("id")).isEqualTo(other.getBytes("id"));
            assertThat(one.getBytes("price")).isEqualTo(other.getBytes("price"));
        }
        try (Volley volley = Objects.requireNonNull(driver.volley(single, "v"))) {
            volley.add(statement -> statement.setInt(1, 1));
            volley.add(statement -> statement.setObject(1, "one", Types.OTHER));
            assertThat(volley.ask(100, 10_000)).hasSize(1);
        }
        assertThat(driver.refusal(single)).isNull();
    }

    @Test
    void volleys_driverLacksAClass_areNoneAndTheRowsStay() throws Exception {
        String missing = "org.postgresql.core.v3.CompositeParameterList";
        try (DriverVersion version = DriverVersion.of("postgresql-42.7.0", missing);
                Connection connection = version.connect(
                        "org.postgresql.Driver", postgresDatabase.jdbcUrl(), postgres.user(), postgres.password());
                PreparedStatement statement = connection.prepareStatement("select 1")) {
            DriverRows rows = version.family("postgresql.PostgresFamily").rows(connection);

            assertThat(rows.volleys(statement)).isFalse();
            assertThat(rows.volley(statement, null)).isNull();
            assertThat(rows.refusal(statement)).isNull();
            assertThat(rows.of(statement.executeQuery())).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb-java-client-3.1.4", "mariadb-java-client-3.3.4"})
    void mariaDbDriver_version_replaysAndSplits(String jar) throws Exception {
        for (boolean binary : new boolean[] {false, true}) {
            String url = mariaDbDatabase.jdbcUrl("useServerPrepStmts=" + binary);
            checkMariaDb(jar, "org.mariadb.jdbc.Driver", "mariadb.MariaDbFamily", url);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-connector-j-8.0.33", "mysql-connector-j-8.4.0"})
    void connectorJ_version_replaysAndSplits(String jar) throws Exception {
        for (boolean binary : new boolean[] {false, true}) {
            String url =
                    mariaDbDatabase.jdbcUrl("useServerPrepStmts=" + binary).replace("jdbc:mariadb:", "jdbc:mysql:");
            checkMariaDb(jar, "com.mysql.cj.jdbc.Driver", "mysql.MysqlFamily", url);
        }
    }

    private static void checkMariaDb(String jar, String driverClass, String family, String url) throws Exception {
        try (DriverVersion version = DriverVersion.of(jar);
                Connection connection = version.connect(driverClass, url, mariaDb.user(), mariaDb.password())) {
            DriverRows driver = version.family(family).rows(connection);
            String single = "select seq as id, 1.50 as price, 'é' as name, localtimestamp(3) as at, x'01' as raw"
                    + " from seq_1_to_2 where seq = ?";
            connection.createStatement().execute("set timestamp = 1700000000.5");
            PreparedStatement statement = connection.prepareStatement(single);
            statement.setInt(1, 1);
            check(driver, statement, connection.prepareStatement(UNION.replace("SINGLE", single)));
        }
    }

    private static void check(DriverRows driver, PreparedStatement single, PreparedStatement batch)
            throws SQLException {
        assertThat(driver.refusal(single)).isNull();
        batch.setInt(1, 1);
        batch.setInt(2, 2);
        assertThat(driver.alike(single, batch)).isTrue();
        List<String> asked = transcript(single.executeQuery(), single);
        ResultSet made = single.executeQuery();
        Rows rows = Objects.requireNonNull(driver.of(made));
        List<String> original = transcript(made, single);
        assertThat(asked).isNotEmpty();
        assertThat(rows.key(0, 1)).isEqualTo(1L);
        assertThat(ResultTranscript.differences(transcript(rows.replayOn(single), single), original))
                .isEmpty();
        assertThat(single.getResultSet()).isNotNull();
        RowCodec codec = Objects.requireNonNull(driver.codec());
        Rows back = Objects.requireNonNull(codec.decode(Objects.requireNonNull(codec.encode(rows))));
        assertThat(ResultTranscript.differences(transcript(back.replayOn(single), single), original))
                .isEmpty();
        Rows many = Objects.requireNonNull(driver.of(batch.executeQuery()));
        assertThat(many.size()).isEqualTo(2);
        List<Rows> parts = many.split(2, rows);
        if (parts != null) {
            assertThat(parts.get(1).sameAs(rows)).isTrue();
            assertThat(ResultTranscript.differences(transcript(parts.get(1).replayOn(single), single), original))
                    .isEmpty();
        }
        batch.close();
    }

    private static List<String> transcript(ResultSet rows, PreparedStatement statement) throws SQLException {
        return ResultTranscript.of(rows, statement);
    }

    @Test
    void rows_driverLacksAClass_areRefusedAndTheWrappersStay() throws Exception {
        String missing = "com.mysql.cj.protocol.a.result.ResultsetRowsCursor";
        try (DriverVersion version = DriverVersion.of("mysql-connector-j-8.4.0", missing);
                Connection connection = version.connect(
                        "com.mysql.cj.jdbc.Driver",
                        mariaDbDatabase.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:"),
                        mariaDb.user(),
                        mariaDb.password())) {
            DriverRows rows = version.family("mysql.MysqlFamily").rows(connection);

            assertThat(rows.refusal(connection.createStatement()))
                    .contains("keeps its rows otherwise")
                    .contains("ResultsetRowsCursor");
            assertThat(rows.of(connection.createStatement().executeQuery("select 1")))
                    .isNull();
        }
    }
}
