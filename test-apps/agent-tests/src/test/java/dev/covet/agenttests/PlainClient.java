package dev.covet.agenttests;

import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.plain.PlainMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Plain in a JVM of its own, and who asks it. */
final class PlainClient implements AutoCloseable {
    private static final String READY = "plain is ready on ";

    private final ForkedJvm jvm;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private PlainClient(ForkedJvm jvm) {
        this.jvm = jvm;
        this.address = URI.create(
                jvm.awaitLine(READY, AgentJar.LIMIT).substring(READY.length()).strip());
    }

    /** The application, not started yet. The user may be empty. */
    static ForkedJvm.Builder plain(int jdk, String url, String user, String password) {
        List<String> arguments = new ArrayList<>(List.of("--url", url, "--port", "0", "--seed", "40"));
        if (!user.isEmpty()) {
            arguments.addAll(List.of("--user", user, "--password", password));
        }
        ForkedJvm.Builder builder = AgentJar.program(PlainMain.class, jdk, arguments.toArray(String[]::new))
                .flags("-XX:TieredStopAtLevel=1");
        return jdk < 24 ? builder : builder.flags("--enable-native-access=ALL-UNNAMED");
    }

    static PlainClient start(ForkedJvm.Builder builder) {
        ForkedJvm jvm = builder.start();
        try {
            return new PlainClient(jvm);
        } catch (RuntimeException failure) {
            jvm.close();
            throw failure;
        }
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    String post(String path, String json) {
        return send(HttpRequest.newBuilder(address.resolve(path)).POST(BodyPublishers.ofString(json)));
    }

    /** The status, a space, and the body. */
    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            throw new IllegalStateException(jvm + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as an administrator would; what it printed on standard error. */
    List<String> end() {
        jvm.terminate(AgentJar.LIMIT);
        return jvm.errors();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
