package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person sees who starts the application, when it works and when it does not. */
@ExtendWith(Petshops.class)
class StartupTest {

    private final Petshop running;
    private final PetshopDatabase server;

    StartupTest(Petshop running, PetshopDatabase server) {
        this.running = running;
        this.server = server;
    }

    @Test
    void start_emptyDatabase_fewLinesAndTheUrl() throws IOException {
        List<String> lines = new ArrayList<>();
        try (ChildProcess child = ChildProcess.start(arguments(server.create("startup")));
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null && (lines.isEmpty() || !last(lines).contains("Ready"))) {
                lines.add(line);
                line = last(lines).contains("Ready") ? null : output.readLine();
            }
        }

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).endsWith("INFO  Seeding the database (small) ...");
        assertThat(lines.get(1)).matches(".* INFO {2}Seeded in \\d+ ms");
        assertThat(lines.get(2))
                .matches(".* INFO {2}Ready after \\d+ ms: http://localhost:\\d+/ \\(Ctrl\\+C stops it\\)");
    }

    @Test
    void start_portTaken_oneLine() {
        assertFails(
                "petshop: Port %d is taken by another program. Stop that program or choose another port, for example"
                                .formatted(running.port())
                        + " --server.port=8081.",
                arguments(running.databaseUrl(), "--server.port=" + running.port()));
    }

    @Test
    void start_databaseUnreachable_oneLine() throws IOException {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://localhost:" + freePort + "/petshop";

        assertFails(
                "petshop: Cannot reach the database at " + url + " (Connection to localhost:" + freePort
                        + " refused. Check that the hostname and port are correct and that the postmaster is accepting"
                        + " TCP/IP connections). Start PostgreSQL there, or name another place with"
                        + " --spring.datasource.url.",
                arguments(url + "?connectTimeout=5"));
    }

    @Test
    void start_wrongPassword_oneLine() {
        requirePassword("locked");

        assertFails(
                "petshop: User 'locked' may not log in to the database at " + running.databaseUrl()
                        + " (FATAL: password authentication failed for user \"locked\"). Correct"
                        + " --spring.datasource.username and --spring.datasource.password.",
                arguments(
                        running.databaseUrl(),
                        "--spring.datasource.username=locked",
                        "--spring.datasource.password=wrong"));
    }

    @Test
    void start_unknownSeed_oneLine() {
        assertFails(
                "petshop: petshop.seed is 'huge', which is no known size. Choose one of none, small, medium, large,"
                        + " for example --petshop.seed=small.",
                arguments(running.databaseUrl(), "--petshop.seed=huge"));
    }

    @Test
    void start_databaseMissing_saysHowToCreateIt() {
        assertExplained(
                "There is no such database: FATAL: database \"nowhere\" does not exist. Create it with 'createdb', or"
                        + " name another one with --spring.datasource.url.",
                arguments(server.url("nowhere")));
    }

    @Test
    void start_settingOfWrongKind_namesSettingAndValue() {
        assertExplained(
                "The setting server.port cannot be 'http'. Correct it.",
                arguments(running.databaseUrl(), "--server.port=http"));
    }

    @Test
    void start_portOutOfRange_saysSo() {
        assertExplained(
                "The application did not start: Port must be between 0 and 65535. Add --debug to see the whole error.",
                arguments(running.databaseUrl(), "--server.port=99999"));
    }

    private static void assertExplained(String explanation, String... arguments) {
        assertThatThrownBy(() -> PetshopMain.start(arguments))
                .satisfies(failure -> assertThat(new StartupFailure().explain(failure)).isEqualTo(explanation));
    }

    private static void assertFails(String line, String... arguments) {
        try (ChildProcess child = ChildProcess.start(arguments)) {
            assertThat(child.allErrors()).isEqualTo(line + System.lineSeparator());
            assertThat(child.allOutput()).doesNotContain("Exception", "ERROR", "\tat ");
            assertThat(child.exitCode()).isEqualTo(1);
        }
    }

    /** Makes the server ask this user, and nobody else, for the password. */
    private void requirePassword(String user) {
        server.execute("create role " + user + " login password 'right'");
        server.execute("""
                do $$
                declare
                    file text := current_setting('hba_file');
                    rules text := 'host all "USER" all scram-sha-256' || chr(10) || pg_read_file(file);
                begin
                    execute format('copy (select regexp_split_to_table(%L, chr(10))) to %L', rules, file);
                end $$
                """.replace("USER", user));
        long reloaded = configurationTime();
        server.execute("select pg_reload_conf()");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (configurationTime() == reloaded) {
            assertThat(System.nanoTime()).as("the server does not reload").isLessThan(deadline);
        }
    }

    /** When the configuration was read that new connections meet. */
    private long configurationTime() {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet time = statement.executeQuery("select pg_conf_load_time()")) {
            time.next();
            return time.getTimestamp(1).toInstant().toEpochMilli();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private String[] arguments(String url, String... settings) {
        return Petshop.arguments(server, url, settings);
    }
}
