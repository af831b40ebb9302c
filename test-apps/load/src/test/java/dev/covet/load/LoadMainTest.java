package dev.covet.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The load generator as a process: report, JSON file, exit codes, and its end by a signal. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LoadMainTest {
    @TempDir
    private Path folder;

    /** What a process left behind. */
    private record End(int exitCode, List<String> output, List<String> errors) {}

    @Test
    void run_targetAnswers_printsTheReportAndWritesJson() throws Exception {
        Path json = folder.resolve("report.json");
        try (TestServer server = TestServer.answering(200)) {
            End end = load(
                    "--url=" + server.address(),
                    "--workload=" + workload("3 GET /a/{1..5}"),
                    "--users=2",
                    "--think=1ms",
                    "--warm-up=0",
                    "--requests=30",
                    "--json=" + json);

            assertThat(end.exitCode()).as(end.toString()).isZero();
            assertThat(server.requests()).hasSize(30);
            assertThat(end.output()).anyMatch(line -> line.matches("total +30 +[0-9.]+ +0( +[0-9.]+){5}"));
            assertThat(end.output()).anyMatch(line -> line.endsWith("ended by count, 30 requests sent"));
            assertThat(end.errors()).isEmpty();
            assertThat(Files.readString(json)).contains("\"ending\": \"count\"", "\"sent\": 30", "\"p99.9\": ");
        }
    }

    @Test
    void run_tooManyErrors_endsWith1() throws Exception {
        try (TestServer server = TestServer.answering(path -> path.equals("/b") ? 503 : 200)) {
            String[] arguments = {
                "--url=" + server.address(),
                "--workload=" + workload("1 GET /a\n1 GET /b"),
                "--think=0",
                "--warm-up=0",
                "--requests=40"
            };
            End end = load(arguments);
            assertThat(end.exitCode()).isEqualTo(1);
            assertThat(end.output()).anyMatch(line -> line.contains("GET /b: status 503"));
            assertThat(end.errors())
                    .singleElement()
                    .asString()
                    .matches("load: [0-9.]+ % of the requests failed, more than --max-errors 1.0 allows\\.");

            List<String> lenient = new ArrayList<>(List.of(arguments));
            lenient.add("--max-errors=100");
            assertThat(load(lenient.toArray(new String[0])).exitCode()).isZero();
        }
    }

    @Test
    void run_terminated_printsTheReportOfWhatWasDone() throws Exception {
        // Ten users ask one after the other, so most of these requests were answered when the last of them arrives.
        CountDownLatch arrived = new CountDownLatch(100);
        try (TestServer server = TestServer.answering(path -> {
            arrived.countDown();
            return 200;
        })) {
            Process process = start(
                    "--url=" + server.address(),
                    "--workload=" + workload("1 GET /a"),
                    "--think=1ms",
                    "--warm-up=0",
                    "--report-every=1h");
            arrived.await();
            process.toHandle().destroy();
            End end = end(process);

            assertThat(end.exitCode()).isEqualTo(143);
            assertThat(end.output()).anyMatch(line -> line.contains("ended by a stop"));
            assertThat(end.output()).anyMatch(line -> line.startsWith("total "));
            assertThat(end.errors()).isEmpty();
        }
    }

    @Test
    void dryRun_sameSeed_printsTheSameRequestsAndSendsNone() throws Exception {
        try (TestServer server = TestServer.answering(200)) {
            End first = load("--url=" + server.address(), "--dry-run=20", "--seed=5");
            assertThat(first.output()).hasSize(20).allMatch(line -> line.matches("\\d+ (GET|POST) /.*"));
            assertThat(load("--url=" + server.address(), "--dry-run=20", "--seed=5"))
                    .isEqualTo(first);
            assertThat(load("--url=" + server.address(), "--dry-run=20", "--seed=6"))
                    .isNotEqualTo(first);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --url=http://shop.invalid    | the target http://shop.invalid is not on this machine, and load on a wrong host is an accident; use localhost, or --allow-remote if you may load shop.invalid
                    --duration=soon             | Invalid value for option '--duration': 'soon' is no duration; expected 500ms, 60s, 2m or 1h
                    --rate=5 --users=5          | --users has no meaning with --rate
                    --threads=5                 | --threads has no meaning without --rate
                    --user=5                    | Unknown option: '--user=5'
                    --workload=/no/such.file    | there is no workload file /no/such.file
                    --json=/no/such/report.json | --json /no/such/report.json cannot be written; its folder must be there and writable
                    --dry-run=-1                | dry-run must be 0 to 1000000, not -1
                    """)
    void start_wrongOption_saysWhichAndEndsWith2(String arguments, String message) throws Exception {
        assertThat(load(arguments.split(" ", -1)))
                .isEqualTo(new End(2, List.of(), List.of("load: " + message + ". See --help.")));
    }

    private Path workload(String text) throws IOException {
        return Files.writeString(folder.resolve("test.workload"), text);
    }

    private static End load(String... arguments) throws IOException, InterruptedException {
        return end(start(arguments));
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.covet.load.LoadMain"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private static End end(Process process) throws InterruptedException {
        List<String> output = process.inputReader().lines().toList();
        List<String> errors = process.errorReader().lines().toList();
        return new End(process.waitFor(), output, errors);
    }
}
