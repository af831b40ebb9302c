package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.json.Json;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.FreePort;
import dev.covet.fixtures.time.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The demo as a user starts it: the jar that was just built, in a process of its own. */
class DemoIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String READY = "Everything is ready.";

    @Test
    void demo_startedAndEnded_worksAndLeavesNothing() throws Exception {
        List<ProcessHandle> processes;
        try (ForkedJvm demo = demo("--rate=10", "--failover-after=0").start()) {
            demo.awaitLine(READY, LIMIT);
            String url = word(demo.awaitLine("petshop  ", LIMIT), "http://");
            assertThat(get(url + "api/health")).contains("up");
            assertThat(get(url)).contains("<html");
            demo.awaitLine("load: ", LIMIT);
            processes = ProcessHandle.of(demo.pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .toList();
            assertThat(processes).hasSizeGreaterThan(10);
            assertStandbyHasThePetshopsData(demo);
            assertRequestIsTraced(word(demo.awaitLine("traces  ", LIMIT), "http://"));
            assertThat(demo.awaitLine(" queries answered from the cache, ", LIMIT))
                    .matches("cache +[1-9]\\d? % of \\d+ queries answered from the cache, .* saved");
            assertPrimaryIsLostAndReplaced(demo, url);

            assertThat(demo.terminate(LIMIT)).isEqualTo(143);
            assertThat(demo.awaitLine("Everything has ended.", LIMIT)).isNotEmpty();
            assertThat(demo.errors()).isEmpty();
            assertThat(FreePort.isFree(URI.create(url).getPort())).isTrue();
        }
        assertEnded(processes);
    }

    /** Reads move to the standby, which then becomes the primary, and is written to without a restart. */
    private static void assertPrimaryIsLostAndReplaced(ForkedJvm demo, String url) throws Exception {
        demo.awaitLine("the primary was killed", LIMIT);
        assertThat(demo.output()).anyMatch(line -> line.matches("reads +[1-9]\\d* % of \\d+ at the standby, .*"));
        demo.awaitLine("the standby takes writes", LIMIT);
        demo.awaitLine("that was all of it", LIMIT);
        // Zeros are those of the petshop with Covet; what the other one has does not matter here.
        assertThat(demo.output())
                .anyMatch(line -> line.matches(" +since the primary was killed +with Covet +without Covet"))
                .anyMatch(line -> line.matches(" +seconds in which requests failed +\\d+ +[1-9]\\d*"))
                .filteredOn(line -> line.contains("at the wrong server"))
                .hasSize(2)
                .allMatch(line -> line.matches(" +answered writes at the wrong server +0 +\\d+"));
        String name = "Written after " + UUID.randomUUID();
        Await.until("a write with Covet", LIMIT, () -> post(url + "api/owners", name) == 201);
        try (Connection primary = standby(demo);
                PreparedStatement count = primary.prepareStatement("select count(*) from owners where address = ?")) {
            count.setString(1, name);
            assertThat(number(count)).isEqualTo(1);
        }
    }

    private static int number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int post(String url, String address) {
        String owner = "{\"firstName\":\"Ida\",\"lastName\":\"Test\",\"address\":\"" + address
                + "\",\"city\":\"Bern\",\"telephone\":\"12345\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(owner))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request in Zipkin, and below it a statement. */
    private static void assertRequestIsTraced(String zipkin) {
        List<Map<?, ?>> trace = Await.until(
                        "a traced request with a statement",
                        LIMIT,
                        () -> traces(zipkin),
                        traces -> traces.stream().anyMatch(DemoIT::hasStatementBelowRequest))
                .stream()
                .filter(DemoIT::hasStatementBelowRequest)
                .findFirst()
                .orElseThrow();
        assertThat(trace)
                .allSatisfy(span ->
                        assertThat(String.valueOf(span.get("localEndpoint"))).contains("petshop"));
    }

    private static boolean hasStatementBelowRequest(List<Map<?, ?>> trace) {
        Set<Object> requests = trace.stream()
                .filter(span -> "SERVER".equals(span.get("kind")))
                .map(span -> span.get("id"))
                .collect(Collectors.toSet());
        return trace.stream()
                .filter(span -> "CLIENT".equals(span.get("kind")) && requests.contains(span.get("parentId")))
                .anyMatch(span -> span.get("tags") instanceof Map<?, ?> tags && tags.containsKey("db.query.summary"));
    }

    @SuppressWarnings("unchecked")
    private static List<List<Map<?, ?>>> traces(String zipkin) {
        try {
            return (List<List<Map<?, ?>>>) Json.parse(
                    get(URI.create(zipkin).resolve("/api/v2/traces?limit=100").toString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertStandbyHasThePetshopsData(ForkedJvm demo) throws SQLException {
        try (Connection connection = standby(demo);
                PreparedStatement count = connection.prepareStatement("select count(*) from owners")) {
            assertThat(number(count)).isPositive();
        }
    }

    private static Connection standby(ForkedJvm demo) throws SQLException {
        String standby = word(demo.awaitLine("standby  ", LIMIT), "jdbc:");
        String login = demo.awaitLine("  user ", LIMIT).strip();
        String user = login.replaceFirst("user ([^,]+), password (.+)", "$1");
        String password = login.replaceFirst("user ([^,]+), password (.+)", "$2");
        return DriverManager.getConnection(standby, user, password);
    }

    @Test
    void demo_besideAnother_takesAnotherPort() {
        try (ForkedJvm one = demo("--rate=0").start();
                ForkedJvm two = demo("--rate=0").start()) {
            String first = word(one.awaitLine("petshop  ", LIMIT), "http://");
            String second = word(two.awaitLine("petshop  ", LIMIT), "http://");
            assertThat(first).isNotEqualTo(second);
        }
    }

    @Test
    void demo_whosePetshopIsKilled_saysSoAndEndsTheRest() {
        try (ForkedJvm demo = demo("--rate=0").start()) {
            demo.awaitLine(READY, LIMIT);
            List<ProcessHandle> processes = ProcessHandle.of(demo.pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .toList();
            processes.stream()
                    .filter(process -> process.info()
                            .commandLine()
                            .filter(line -> line.contains("petshop.jar") && !line.contains("covet-guard"))
                            .isPresent())
                    .forEach(ProcessHandle::destroyForcibly);
            assertThat(demo.awaitExit(LIMIT)).isEqualTo(1);
            assertThat(demo.errors().get(0))
                    .startsWith("COVET-9105 The petshop ended by itself with status 137, so the demo ends too.");
            assertEnded(processes);
        }
    }

    @Test
    void demo_onATakenPort_saysSoInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ForkedJvm demo = demo("--port=" + taken.getLocalPort()).start()) {
            assertThat(demo.awaitExit(LIMIT)).isEqualTo(1);
            assertThat(demo.errors())
                    .containsExactly("COVET-9104 Port " + taken.getLocalPort()
                            + " is taken. Choose another with --port, or leave it out.");
        }
    }

    @Test
    void demo_withAWrongOption_saysSoInOneLine() {
        try (ForkedJvm demo = demo("--data=huge").start()) {
            assertThat(demo.awaitExit(LIMIT)).isEqualTo(2);
            assertThat(demo.errors())
                    .singleElement()
                    .asString()
                    .startsWith("demo: Invalid value for option '--data'")
                    .endsWith("See --help.");
        }
    }

    /** Nobody has to do anything more for it; the kernel may take a moment. */
    private static void assertEnded(List<ProcessHandle> processes) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        assertThat(CompletableFuture.allOf(ends)).succeedsWithin(Duration.ofSeconds(5));
    }

    private static String word(String line, String start) {
        String rest = line.substring(line.indexOf(start));
        return rest.contains(" ") ? rest.substring(0, rest.indexOf(' ')) : rest;
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static ForkedJvm.Builder demo(String... arguments) {
        return ForkedJvm.jar(Path.of("target", "covet-demo.jar")).arguments(arguments);
    }
}
