package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.FreePort;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person sees who starts the application, when it works and when it does not. */
@ExtendWith(Petshops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartupTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Petshop running;
    private final PetshopDatabase server;
    private final int freePort = FreePort.find();

    /** Programs that start side by side while the first test waits for the first of them. */
    private final ForkedJvm healthy;

    private final ForkedJvm portTaken;
    private final ForkedJvm unreachable;
    private final ForkedJvm wrongPassword;
    private final ForkedJvm unknownSeed;

    StartupTest(Petshop running, PetshopDatabase server) {
        this.running = running;
        this.server = server;
        server.execute("create role locked login password 'right'");
        healthy = fork(arguments(server.create("startup")));
        portTaken = fork(arguments(running.databaseUrl(), "--server.port=" + running.port()));
        unreachable = fork(arguments("jdbc:postgresql://localhost:" + freePort + "/petshop?connectTimeout=5"));
        wrongPassword = fork(arguments(
                running.databaseUrl(), "--spring.datasource.username=locked", "--spring.datasource.password=wrong"));
        unknownSeed = fork(arguments(running.databaseUrl(), "--petshop.seed=huge"));
    }

    @AfterAll
    void endPrograms() {
        Stream.of(healthy, portTaken, unreachable, wrongPassword, unknownSeed).forEach(ForkedJvm::close);
    }

    @Test
    void start_emptyDatabase_fewLinesAndTheUrl() {
        healthy.awaitLine("Ready", LIMIT);
        List<String> lines = healthy.output();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith("INFO  Starting with the database at " + server.url("startup") + " ...");
        assertThat(lines.get(1)).endsWith("INFO  Seeding the database (small) ...");
        assertThat(lines.get(2)).matches(".* INFO {2}Seeded in \\d+ ms");
        assertThat(lines.get(3))
                .matches(".* INFO {2}Ready after \\d+ ms: http://localhost:\\d+/ \\(Ctrl\\+C stops it\\)");
    }

    @Test
    void start_portTaken_oneLine() {
        assertFailed(
                portTaken,
                "petshop: Port %d is taken by another program. Stop that program or choose another port, for example"
                                .formatted(running.port())
                        + " --server.port=8081.");
    }

    @Test
    void start_databaseUnreachable_oneLine() {
        assertFailed(
                unreachable,
                "petshop: Cannot reach the database at jdbc:postgresql://localhost:" + freePort
                        + "/petshop (Connection to localhost:" + freePort
                        + " refused. Check that the hostname and port are correct and that the postmaster is accepting"
                        + " TCP/IP connections). Start PostgreSQL there, or name another place with"
                        + " --spring.datasource.url.");
    }

    @Test
    void start_wrongPassword_oneLine() {
        assertFailed(
                wrongPassword,
                "petshop: User 'locked' may not log in to the database at " + running.databaseUrl()
                        + " (FATAL: password authentication failed for user \"locked\"). Correct"
                        + " --spring.datasource.username and --spring.datasource.password.");
    }

    @Test
    void start_unknownSeed_oneLine() {
        assertFailed(
                unknownSeed,
                "petshop: petshop.seed is 'huge', which is no known size. Choose one of none, small, medium, large,"
                        + " for example --petshop.seed=small.");
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
    void start_otherKindOfDatabase_saysWhichWorks() {
        assertExplained(
                "Only PostgreSQL works here, but spring.datasource.url is jdbc:mysql://localhost/petshop."
                        + " Name one that starts with jdbc:postgresql:.",
                arguments("jdbc:mysql://localhost/petshop?password=secret"));
    }

    @Test
    void start_portOutOfRange_saysSo() {
        assertExplained(
                "The application did not start: port out of range:99999. Add --debug to see the whole error.",
                arguments(running.databaseUrl(), "--server.port=99999"));
    }

    private static void assertExplained(String explanation, String... arguments) {
        StartupFailure failure = new StartupFailure();
        assertThatThrownBy(() -> PetshopMain.start(failure, arguments))
                .satisfies(thrown -> assertThat(failure.explain(thrown)).isEqualTo(explanation));
    }

    private static void assertFailed(ForkedJvm child, String line) {
        assertThat(child.awaitExit(LIMIT)).isEqualTo(1);
        assertThat(child.errors()).containsExactly(line);
        assertThat(String.join("\n", child.output())).doesNotContain("Exception", "ERROR", "\tat ");
    }

    private static ForkedJvm fork(String... arguments) {
        return ForkedJvm.mainClass(PetshopMain.class.getName(), System.getProperty("java.class.path"))
                .flags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .arguments(arguments)
                .start();
    }

    private String[] arguments(String url, String... settings) {
        return Petshop.arguments(server, url, settings);
    }
}
