package dev.covet.instrumentation.entry.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
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
    private static RequestFacts facts(HttpExchange exchange, @Nullable Throwable failure) {
        int answered = Math.max(0, exchange.getResponseCode());
        String scheme = exchange instanceof HttpsExchange ? "https" : "http";
        ServerName server =
                ServerName.of(exchange.getRequestHeaders().getFirst("Host"), scheme, exchange.getLocalAddress());
        return new RequestFacts(
                exchange.getRequestMethod(),
                scheme,
                server.host(),
                server.port(),
                String.valueOf(exchange.getRequestURI().getRawPath()),
                QueryString.safe(exchange.getRequestURI().getRawQuery()),
                exchange.getHttpContext().getPath(),
                answered == 0 && failure != null ? 500 : answered);
    }

    private void ended(@Nullable Object self) {
        if (self instanceof HttpExchange exchange) {
            RequestWork request = unanswered.remove(exchange);
            if (request != null) {
                request.end(facts(exchange, null), null);
            }
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
                    name -> exchange.getRequestHeaders().getFirst(name));
            handling.set(true);
            return new Scope(exchange, request, UnitOfWork.enter(request.work()));
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (!(token instanceof Scope scope)) {
                return null;
            }
            handling.remove();
            UnitOfWork.enter(scope.before);
            if (thrown == null && scope.exchange.getResponseCode() < 0) {
                unanswered.put(scope.exchange, scope.request);
                // It may have been answered by another thread in between.
                if (scope.exchange.getResponseCode() >= 0) {
                    ended(scope.exchange);
                }
            } else {
                scope.request.end(facts(scope.exchange, thrown), thrown);
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
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            return unanswered.isEmpty() ? null : this;
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
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            ended(self);
            return null;
        }
    }
}
