package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.HelloMain;
import dev.covet.agenttests.programs.LazyPoolMain;
import dev.covet.agenttests.programs.ServingAgent;
import dev.covet.fixtures.conventions.DatabaseConventions;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.otlp.ReceivedSpan.Kind;
import dev.covet.fixtures.process.ForkedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that comes before the first connection. */
class FirstRequestTest {
    /** Prints the name of each class that is loaded. */
    private static final String CLASSES = "-Xlog:class+load:stdout:none";

    private static final String STARTED = "dev.covet.agent.tooling.runtime.Tracing ";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @CsvSource({"jdk, 17", "jdk, 25", "tomcat, 17", "tomcat, 25"})
    void request_thatOpensThePool_isTheSpanAboveItsStatements(String server, int jdk, @TempDir Path folder)
            throws Exception {
        try (OtlpReceiver receiver = Collector.start();
                ForkedJvm jvm = Collector.HTTP
                        .tell(program(LazyPoolMain.class, jdk, server, folder.toString()), receiver)
                        .flags(flag(""))
                        .start()) {
            String port = jvm.awaitLine("port ", LIMIT).substring("port ".length());
            assertThat(body(URI.create("http://127.0.0.1:" + port.strip() + "/pets")))
                    .isEqualTo("Rex Ada");
            ReceivedSpan request = receiver.awaitSpan(span -> span.kind() == Kind.SERVER, LIMIT);
            List<ReceivedSpan> statements = receiver.awaitSpans(3, LIMIT).stream()
                    .filter(span -> span.kind() != Kind.SERVER)
                    .toList();
            assertThat(statements).hasSize(2).allSatisfy(span -> {
                assertThat(span.parentSpanId()).isEqualTo(request.spanId());
                assertThat(span.traceId()).isEqualTo(TRACE);
            });
            assertThat(request.name()).isEqualTo("GET /pets");
            assertThat(request.traceId()).isEqualTo(TRACE);
            assertThat(request.attributes())
                    .containsEntry("http.request.method", "GET")
                    .containsEntry("http.route", "/pets")
                    .containsEntry("http.response.status_code", 200L)
                    .containsEntry("url.scheme", "http")
                    .containsEntry("url.path", "/pets")
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("network.peer.address", "127.0.0.1")
                    .containsEntry("client.address", "192.0.2.7")
                    .containsEntry("network.protocol.version", "1.1")
                    .containsEntry("user_agent.original", "pets/1.0")
                    .containsKeys("server.port", "network.peer.port");
            DatabaseConventions.standard().assertConform(receiver);
            jvm.terminate(LIMIT);
            assertThat(AgentJar.complaints(jvm.errors()))
                    .noneMatch(line -> line.contains("COVET") || line.contains("[covet]"));
        }
    }

    /** Who traces is not known before all agents have started. */
    @ParameterizedTest
    @CsvSource({"17", "25"})
    void server_ofAnotherAgent_startsNothing(int jdk, @TempDir Path folder) throws Exception {
        Path other = servingAgent(folder.resolve("serving.jar"));
        End end = run(program(HelloMain.class, jdk).flags(flag(""), "-javaagent:" + other, CLASSES));
        assertThat(end.output()).contains("served", "hello").noneMatch(line -> line.startsWith(STARTED));
    }

    @ParameterizedTest
    @CsvSource({"jdk, 17", "jdk, 25"})
    void server_ofTheApplication_startsTheEngineBeforeARequest(String server, int jdk) {
        try (ForkedJvm jvm = program(LazyPoolMain.class, jdk, server)
                .flags(flag(""), CLASSES)
                .start()) {
            assertThat(jvm.awaitLine(STARTED, LIMIT)).startsWith(STARTED);
        }
    }

    private static Path servingAgent(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ServingAgent.class.getName());
        String name = ServingAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = ServingAgent.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new ZipEntry(name));
            bytes.transferTo(out);
        }
        return jar;
    }

    private static String body(URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("User-Agent", "pets/1.0")
                .header("X-Forwarded-For", "192.0.2.7")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
