package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.BANNER;
import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.plain.PlainMain;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainApplicationTest {
    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void plainOnH2_withTheAgent_answersAsWithout(int jdk) throws Exception {
        String with = authors(jdk, flag("log.level=debug"));
        String without = authors(jdk, "-Dagent=none");
        assertThat(with).isEqualTo(without).contains("\"");
    }

    private static String authors(int jdk, String flag) throws Exception {
        try (ForkedJvm jvm = AgentJar.program(
                        PlainMain.class, jdk, "--url", "jdbc:h2:mem:plain;DB_CLOSE_DELAY=-1", "--port", "0")
                .flags(flag)
                .start()) {
            String ready = jvm.awaitLine("plain is ready on ", LIMIT);
            URI address =
                    URI.create(ready.substring("plain is ready on ".length()).strip());
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address.resolve("/authors")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            jvm.terminate(LIMIT);
            if (flag.startsWith("-javaagent")) {
                assertThat(jvm.errors()).anyMatch(line -> line.startsWith(BANNER));
                assertThat(jvm.errors()).anyMatch(line -> line.contains("DEBUG connection 1 "));
                assertThat(jvm.errors()).allMatch(line -> line.startsWith("[covet] "));
            }
            return response.body();
        }
    }
}
