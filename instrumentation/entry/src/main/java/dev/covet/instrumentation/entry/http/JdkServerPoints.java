package dev.covet.instrumentation.entry.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.RequestDetails;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.Visits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Exchanges of the JDK's server. One that was not answered when its handler returned ends with its answer. */
final class JdkServerPoints {
    private static final ThreadLocal<@Nullable Boolean> handling = new ThreadLocal<>();

    private final Entries entries;
    private final WeakIdentityMap<HttpExchange, RequestWork> unanswered = new WeakIdentityMap<>();

    JdkServerPoints(Entries entries) {
        this.entries = entries;
    }

    /** The exchange as far as it has come. Its attributes are no place for us: contexts share them. */
    private static RequestFacts facts(HttpExchange exchange, RequestWork request, @Nullable Throwable failure) {
        int answered = Math.max(0, exchange.getResponseCode());
        String scheme = exchange instanceof HttpsExchange ? "https" : "http";
        return new RequestFacts(
                exchange.getRequestMethod(),
                scheme,
                exchange.getHttpContext().getPath(),
                Headers.version(exchange.getProtocol()),
                answered == 0 && failure != null ? 500 : answered,
                request.wantsDetails() ? details(exchange, scheme) : RequestDetails.NONE);
    }

    private static RequestDetails details(HttpExchange exchange, String scheme) {
        Function<String, @Nullable String> headers = exchange.getRequestHeaders()::getFirst;
        ServerName server = ServerName.of(headers.apply("Host"), scheme, exchange.getLocalAddress());
        InetSocketAddress remote = exchange.getRemoteAddress();
        // Never the name: that would be asked for.
        InetAddress address = remote == null ? null : remote.getAddress();
        String peer = address == null ? null : address.getHostAddress();
        return new RequestDetails(
                String.valueOf(exchange.getRequestURI().getRawPath()),
                QueryString.safe(exchange.getRequestURI().getRawQuery()),
                server.host(),
                server.port(),
                peer,
                remote == null ? 0 : remote.getPort(),
                Headers.client(headers, peer),
                Headers.userAgent(headers));
    }

    private void ended(@Nullable Object self) {
        if (self instanceof HttpExchange exchange) {
            RequestWork request = unanswered.remove(exchange);
            if (request != null) {
                request.end(facts(exchange, request, null), null);
            }
        }
    }

    private record ExchangeAnswer(HttpExchange exchange) implements Visits.Answer {
        @Override
        public boolean isOpen() {
            return exchange.getResponseCode() < 0;
        }

        @Override
        public boolean isSecure() {
            return exchange instanceof HttpsExchange;
        }

        @Override
        public void add(String header, String value) {
            exchange.getResponseHeaders().add(header, value);
        }
    }

    private record Scope(
            HttpExchange exchange,
            RequestWork request,
            @Nullable UnitOfWork before) {}

    /** The server runs one chain within another; the outer one counts. */
    final class Chain implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            if (handling.get() != null || !(arguments[0] instanceof HttpExchange exchange)) {
                return null;
            }
            RequestWork request = RequestWork.begin(
                    entries,
                    exchange.getRequestMethod(),
                    name -> exchange.getRequestHeaders().getFirst(name),
                    new ExchangeAnswer(exchange));
            handling.set(true);
            return new Scope(exchange, request, request.enter());
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (!(token instanceof Scope scope)) {
                return null;
            }
            handling.remove();
            scope.request.leave(scope.before);
            if (thrown == null && scope.exchange.getResponseCode() < 0) {
                unanswered.put(scope.exchange, scope.request);
                // It may have been answered by another thread in between.
                if (scope.exchange.getResponseCode() >= 0) {
                    ended(scope.exchange);
                }
            } else {
                scope.request.end(facts(scope.exchange, scope.request, thrown), thrown);
            }
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            exit(self, token, null, null);
        }
    }

    final class Answered implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return unanswered.isEmpty();
        }

        @Override
        public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            return this;
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            ended(self);
            return null;
        }
    }

    final class Closed implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return unanswered.isEmpty();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            ended(self);
            return null;
        }
    }
}
