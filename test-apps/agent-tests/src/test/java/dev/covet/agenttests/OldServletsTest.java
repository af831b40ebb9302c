package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.OldServletMain;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.process.ForkedJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlet APIs that are older than the one the adapter is compiled against. */
class OldServletsTest {
    private static String api(String jar) {
        return Path.of(System.getProperty("covet.root"), "test-apps/agent-tests/target/servlets", jar)
                .toString();
    }

    private static ForkedJvm serve(OtlpReceiver receiver, int jdk, String jar) {
        ForkedJvm jvm = Collector.HTTP
                .tell(program(OldServletMain.class, jdk, api(jar)).flags(flag("")), receiver)
                .start();
        jvm.awaitLine("done", LIMIT);
        assertThat(jvm.output()).containsExactly("served /7", "served /7", "done");
        return jvm;
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void servletThree_withoutMappings_isSeenAndItsRouteGuessed(int jdk) {
        try (OtlpReceiver receiver = Collector.start();
                ForkedJvm jvm = serve(receiver, jdk, "javax.servlet-api-3.1.0.jar")) {
            List<ReceivedSpan> requests = receiver.awaitSpans(2, LIMIT);
            assertThat(requests).extracting(ReceivedSpan::name).containsOnly("GET /pets/*");
            assertThat(requests.get(0).attributes()).containsEntry("url.path", "/pets/7");
            jvm.terminate(LIMIT);
            assertThat(AgentJar.complaints(jvm.errors())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void servletTwo_withoutWhatTheAdapterNeeds_isRefusedInOneLine(int jdk) {
        try (OtlpReceiver receiver = Collector.start();
                ForkedJvm jvm = serve(receiver, jdk, "servlet-api-2.5.jar")) {
            jvm.terminate(LIMIT);
            assertThat(AgentJar.complaints(jvm.errors()))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "[covet] WARN COVET-2020 The adapter javax does not fit the version of the library here:")
                    .contains("javax.servlet.");
            assertThat(receiver.spans()).isEmpty();
        }
    }
}
