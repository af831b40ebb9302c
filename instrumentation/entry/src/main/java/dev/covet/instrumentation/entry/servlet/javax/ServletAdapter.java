package dev.covet.instrumentation.entry.servlet.javax;

import dev.covet.instrumentation.entry.http.Headers;
import dev.covet.instrumentation.entry.http.QueryString;
import dev.covet.instrumentation.entry.servlet.AsyncEnd;
import dev.covet.instrumentation.entry.servlet.Routes;
import dev.covet.instrumentation.entry.servlet.ServletApi;
import dev.covet.optimizer.engine.RequestDetails;
import dev.covet.optimizer.engine.RequestFacts;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Requests and responses of {@code javax.servlet}. */
public final class ServletAdapter implements ServletApi {
    private static HttpServletRequest http(Object request) {
        return (HttpServletRequest) request;
    }

    @Override
    public boolean isHttp(Object request, Object response) {
        return request instanceof HttpServletRequest && response instanceof HttpServletResponse;
    }

    @Override
    public @Nullable Object attribute(Object request, String name) {
        return http(request).getAttribute(name);
    }

    @Override
    public void attribute(Object request, String name, Object value) {
        http(request).setAttribute(name, value);
    }

    @Override
    public String method(Object request) {
        return String.valueOf(http(request).getMethod());
    }

    @Override
    public @Nullable String header(Object request, String name) {
        return http(request).getHeader(name);
    }

    @Override
    public boolean isSecure(Object request) {
        return http(request).isSecure();
    }

    @Override
    public boolean isCommitted(Object response) {
        return ((HttpServletResponse) response).isCommitted();
    }

    @Override
    public void add(Object response, String header, String value) {
        ((HttpServletResponse) response).addHeader(header, value);
    }

    @Override
    public boolean isAsync(Object request) {
        return http(request).isAsyncStarted();
    }

    @Override
    public void onEnd(Object request, Object response, AsyncEnd end) {
        EndListener listener = new EndListener(this, http(request), (HttpServletResponse) response, end);
        http(request).getAsyncContext().addListener(listener);
    }

    @Override
    public @Nullable Object requestOf(Object asyncContext) {
        return asyncContext instanceof AsyncContext context && context.getRequest() instanceof HttpServletRequest http
                ? http
                : null;
    }

    @Override
    public RequestFacts facts(Object request, Object response, boolean detailed) {
        HttpServletRequest http = http(request);
        return new RequestFacts(
                method(request),
                String.valueOf(http.getScheme()),
                Routes.route(http.getContextPath(), http.getAttribute(Routes.SPRING), Mappings.pattern(http)),
                Headers.version(http.getProtocol()),
                ((HttpServletResponse) response).getStatus(),
                detailed ? details(http) : RequestDetails.NONE);
    }

    private static RequestDetails details(HttpServletRequest http) {
        return new RequestDetails(
                String.valueOf(http.getRequestURI()),
                QueryString.safe(http.getQueryString()),
                http.getServerName(),
                http.getServerPort(),
                http.getRemoteAddr(),
                http.getRemotePort(),
                Headers.client(http::getHeader, http.getRemoteAddr()),
                Headers.userAgent(http::getHeader));
    }
}
