package dev.covet.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.process.ForkedJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain as a process: the line when it is ready, its end, and one line about each way not to start. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PlainMainTest {
    private static final String KNOWN_URLS = "jdbc:h2:, jdbc:mariadb:, jdbc:mysql:, jdbc:postgresql:, jdbc:sqlite:";

    @TempDir
    private Path folder;

    @Test
    void start_terminated_endsCleanlyAndKeepsTheData() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("library");
        try (ForkedJvm jvm = PlainProcess.with("--url", url, "--user", "librarian", "--port", "0", "--seed", "7")
                .environment("PLAIN_PASSWORD", "secret")
                .start()) {
            String ready = jvm.awaitLine("plain", PlainProcess.LIMIT);
            assertThat(ready).matches("plain is ready on http://localhost:\\d+/");
            Browser browser = new Browser(URI.create(ready.substring(ready.indexOf("http"))));
            browser.post("/authors", "{\"name\":\"Last\",\"country\":\"x\"}").createdId();
            jvm.signal("TERM");
            // 143 is what a JVM answers that was ended by SIGTERM.
            assertThat(PlainProcess.end(jvm)).isEqualTo(new PlainProcess.End(143, List.of(ready), List.of()));
        }
        try (Connection connection = DriverManager.getConnection(url, "librarian", "secret");
                var rows = connection.createStatement().executeQuery("select name from authors order by id desc")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("Last");
        }
    }

    @Test
    void help_asked_isPrinted() throws Exception {
        PlainProcess.End end = PlainProcess.run("--help");
        assertThat(end.exitCode()).isZero();
        assertThat(end.output()).anyMatch(line -> line.contains("--url=JDBC-URL"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --url=jdbc:h2:mem:a --prot=1     | Unknown option: '--prot=1'
                    --url=jdbc:h2:mem:a --port=x     | Invalid value for option '--port': 'x' is not an int
                    --url=jdbc:h2:mem:a --port=70000 | --port must be 0 to 65535, not 70000
                    --url=jdbc:h2:mem:a --seed=-1    | --seed must be 0 to 10000000, not -1
                    --port=0                         | Missing required option: '--url=JDBC-URL'
                    """)
    void start_wrongOption_saysWhichAndEndsWith2(String arguments, String reason) throws Exception {
        assertThat(PlainProcess.run(arguments.split(" ", -1)))
                .isEqualTo(new PlainProcess.End(2, List.of(), List.of("plain: " + reason + ". See --help.")));
    }

    @Test
    void start_unknownDatabase_listsTheKnownOnesWithoutThePassword() throws Exception {
        assertThat(PlainProcess.run("--url", "jdbc:oracle:thin:@db?password=secret"))
                .isEqualTo(new PlainProcess.End(
                        2,
                        List.of(),
                        List.of("plain: --url jdbc:oracle:thin:@db?password=*** names no database that plain knows;"
                                + " begin it with one of " + KNOWN_URLS + ". See --help.")));
    }

    @Test
    void start_databaseOfOneConnection_isRefused() throws Exception {
        PlainProcess.End end = PlainProcess.run("--url", "jdbc:sqlite::memory:");
        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.errors()).singleElement().asString().contains("only one connection can see; name it, as in");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:postgresql", "jdbc:mariadb", "jdbc:mysql"})
    void start_databaseUnreachable_saysToStartIt(String scheme) throws Exception {
        String url = scheme + "://localhost:" + unusedPort() + "/library";
        PlainProcess.End end = PlainProcess.run("--url", url, "--port", "0");
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.errors())
                .singleElement()
                .asString()
                .startsWith("plain: cannot use " + url + ": ")
                .endsWith(" Start the database, or correct host and port in --url.");
    }

    @Test
    void start_wrongPassword_saysToCheckIt() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("locked");
        createDatabase(url);
        PlainProcess.End end = PlainProcess.run("--url", url, "--user", "librarian", "--password", "wrong");
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.errors())
                .singleElement()
                .asString()
                .startsWith("plain: cannot use " + url + ": ")
                .endsWith(" Check --user, and the password in PLAIN_PASSWORD or --password.");
    }

    @Test
    void start_notADatabaseFile_saysToCheckIt() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("missing/library.db");
        PlainProcess.End end = PlainProcess.run("--url", url);
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.errors()).singleElement().asString().contains("Check that the folder in --url exists");
    }

    @Test
    void start_portTaken_saysToChooseAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(PlainProcess.run("--url", "jdbc:h2:mem:taken", "--port", "" + port))
                    .isEqualTo(new PlainProcess.End(
                            1,
                            List.of(),
                            List.of("plain: cannot listen on port " + port + ": Address already in use."
                                    + " Choose another one with --port, or 0 for any free one.")));
        }
    }

    private static void createDatabase(String url) throws SQLException {
        DriverManager.getConnection(url, "librarian", "secret").close();
    }

    /** A port on which nothing listens now. */
    private static int unusedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
