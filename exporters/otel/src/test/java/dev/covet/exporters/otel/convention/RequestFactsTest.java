package dev.covet.exporters.otel.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.RequestSignal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RequestFactsTest {
    private static RequestSignal request(
            String method, @Nullable String route, int status, @Nullable Throwable failure) {
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, method, 0);
        return new RequestSignal(
                work, method, "https", "/pets/7", "token=abc&debug", route, status, "shop", 443, "curl", 5, failure);
    }

    @Test
    void spanName_isMethodAndRoute() {
        assertThat(RequestFacts.spanName(request("GET", "/pets/{id}", 200, null)))
                .isEqualTo("GET /pets/{id}");
        assertThat(RequestFacts.spanName(request("GET", null, 200, null))).isEqualTo("GET");
        assertThat(RequestFacts.spanName(request("BREW", "/tea", 200, null))).isEqualTo("HTTP /tea");
    }

    @Test
    void errorType_isOnlyThatOfServerErrors() {
        assertThat(RequestFacts.errorType(request("GET", null, 404, null))).isNull();
        assertThat(RequestFacts.errorType(request("GET", null, 503, null))).isEqualTo("503");
        assertThat(RequestFacts.errorType(request("GET", null, 500, new IllegalStateException())))
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void span_hasNoValuesOfTheQuery() {
        assertThat(RequestFacts.span(request("BREW", null, 200, null)).asMap())
                .containsEntry(Keys.URL_QUERY, "token=REDACTED&debug")
                .containsEntry(Keys.HTTP_METHOD, "_OTHER")
                .containsEntry(Keys.HTTP_METHOD_ORIGINAL, "BREW")
                .containsEntry(Keys.URL_PATH, "/pets/7")
                .containsEntry(Keys.HTTP_STATUS, 200L);
        assertThat(RequestFacts.common(request("BREW", null, 200, null)).asMap())
                .doesNotContainKeys(Keys.URL_PATH, Keys.URL_QUERY, Keys.HTTP_METHOD_ORIGINAL);
    }
}
