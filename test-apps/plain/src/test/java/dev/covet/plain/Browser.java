package dev.covet.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks plain over HTTP, as a user would. */
final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    Browser(URI address) {
        this.address = address;
    }

    /** What came back; the body is without its line end. */
    record Answer(int status, String body, String location) {

        Answer is(int expectedStatus, String expectedBody) {
            assertThat(body).isEqualTo(expectedBody);
            assertThat(status).isEqualTo(expectedStatus);
            return this;
        }

        /** The id in the address of what was created. */
        long createdId() {
            assertThat(status).as(body).isEqualTo(201);
            return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
        }
    }

    Answer get(String path) {
        return text(request(path).GET());
    }

    Answer post(String path, String json) {
        return text(request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer delete(String path) {
        return text(request(path).DELETE());
    }

    Answer put(String path, byte[] content) {
        return text(request(path).PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    byte[] getBytes(String path) {
        return send(request(path).GET(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private Answer text(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.body().stripTrailing(),
                response.headers().firstValue("Location").orElse("none"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException exception) {
            throw new AssertionError("plain does not answer", exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", exception);
        }
    }
}
