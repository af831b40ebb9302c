package dev.covet.exporters.otel.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.RequestDetails;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.RequestSignal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RequestAttributesTest {
    private static RequestSignal request(
            String method, @Nullable String route, int status, @Nullable Throwable failure) {
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, method, 0);
        RequestDetails details =
                new RequestDetails("/pets/7", "token=abc&debug", "shop", 443, "10.0.0.7", 4711, "192.0.2.1", "curl");
        return new RequestSignal(work, new RequestFacts(method, "https", route, "1.1", status, details), 5, failure);
    }

    @Test
    void spanName_isMethodAndRoute() {
        assertThat(RequestAttributes.spanName(request("GET", "/pets/{id}", 200, null)))
                .isEqualTo("GET /pets/{id}");
        assertThat(RequestAttributes.spanName(request("GET", null, 200, null))).isEqualTo("GET");
        assertThat(RequestAttributes.spanName(request("BREW", "/tea", 200, null)))
                .isEqualTo("HTTP /tea");
    }

    @Test
    void errorType_isOnlyThatOfServerErrors() {
        assertThat(RequestAttributes.errorType(request("GET", null, 404, null))).isNull();
        assertThat(RequestAttributes.errorType(request("GET", null, 503, null))).isEqualTo("503");
        assertThat(RequestAttributes.errorType(request("GET", null, 500, new IllegalStateException())))
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void span_hasNoValuesOfTheQuery() {
        assertThat(RequestAttributes.span(request("BREW", null, 200, null)).asMap())
                .containsEntry(Keys.URL_QUERY, "token=REDACTED&debug")
                .containsEntry(Keys.HTTP_METHOD, "_OTHER")
                .containsEntry(Keys.HTTP_METHOD_ORIGINAL, "BREW")
                .containsEntry(Keys.URL_PATH, "/pets/7")
                .containsEntry(Keys.HTTP_STATUS, 200L)
                .containsEntry(Keys.SERVER_ADDRESS, "shop")
                .containsEntry(Keys.SERVER_PORT, 443L)
                .containsEntry(Keys.PEER_ADDRESS, "10.0.0.7")
                .containsEntry(Keys.PEER_PORT, 4711L)
                .containsEntry(Keys.CLIENT_ADDRESS, "192.0.2.1")
                .containsEntry(Keys.PROTOCOL_VERSION, "1.1")
                .containsEntry(Keys.USER_AGENT, "curl");
        assertThat(RequestAttributes.common(request("BREW", null, 200, null)).asMap())
                .containsEntry(Keys.PROTOCOL_VERSION, "1.1")
                .doesNotContainKeys(
                        Keys.URL_PATH, Keys.URL_QUERY, Keys.HTTP_METHOD_ORIGINAL, Keys.USER_AGENT, Keys.CLIENT_ADDRESS);
    }
}
