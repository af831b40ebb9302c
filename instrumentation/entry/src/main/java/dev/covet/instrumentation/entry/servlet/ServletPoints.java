package dev.covet.instrumentation.entry.servlet;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.entry.http.RequestWork;
import dev.covet.instrumentation.spi.AdapterSource;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.Visits;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Filters and servlets of one of the two APIs. */
final class ServletPoints {
    static final String ATTRIBUTE = "dev.covet.request";

    private final Entries entries;
    private final AdapterSource adapters;
    private final String adapter;

    ServletPoints(Entries entries, AdapterSource adapters, String adapter) {
        this.entries = entries;
        this.adapters = adapters;
        this.adapter = adapter;
    }

    private @Nullable ServletApi api(Object seen) {
        return adapters.adapter(ServletApi.class, adapter, seen.getClass());
    }

    /** A call of {@code doFilter} or {@code service}. */
    final class Service implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            Object request = arguments[0];
            Object response = arguments[1];
            if (request == null || response == null) {
                return null;
            }
            ServletApi api = api(request);
            if (api == null || !api.isHttp(request, response)) {
                return null;
            }
            if (!(api.attribute(request, ATTRIBUTE) instanceof Current current)) {
                RequestWork begun = RequestWork.begin(
                        entries,
                        api.method(request),
                        name -> api.header(request, name),
                        new ServletAnswer(api, request, response));
                Current current = new Current(begun);
                api.attribute(request, ATTRIBUTE, current);
                return current.scope(api, request, response);
            }
            // A filter further in, a forward or an include, unless the container came back on another thread.
            boolean nested = UnitOfWork.current() == current.request.work();
            return nested ? null : current.scope(api, request, response);
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (token instanceof Scope scope) {
                scope.exit(thrown);
            }
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            ((Scope) token).exit(null);
        }
    }

    /** {@code AsyncContext.start}: the argument is run on a thread of the container and seen by nobody else. */
    final class Start implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            if (self == null || !(arguments[0] instanceof Runnable task) || task instanceof Within) {
                return null;
            }
            ServletApi api = api(self);
            Object request = api == null ? null : api.requestOf(self);
            return api != null && request != null && api.attribute(request, ATTRIBUTE) instanceof Current current
                    ? new Within(current.request.work(), task)
                    : null;
        }
    }

    private record Within(UnitOfWork work, Runnable task) implements Runnable {
        @Override
        public void run() {
            UnitOfWork before = UnitOfWork.enter(work);
            try {
                task.run();
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }

    private record ServletAnswer(ServletApi api, Object request, Object response) implements Visits.Answer {
        @Override
        public boolean isOpen() {
            return !api.isCommitted(response);
        }

        @Override
        public boolean isSecure() {
            return api.isSecure(request);
        }

        @Override
        public void add(String header, String value) {
            api.add(response, header, value);
        }
    }

    /** The attribute of a request. */
    private static final class Current implements AsyncEnd {
        private final RequestWork request;
        private final AtomicBoolean listening = new AtomicBoolean();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Current(RequestWork request) {
            this.request = request;
        }

        Scope scope(ServletApi api, Object servletRequest, Object response) {
            return new Scope(this, api, servletRequest, response, request.enter());
        }

        @Override
        public void failed(@Nullable Throwable thrown) {
            failure.compareAndSet(null, thrown);
        }

        @Override
        public void timedOut() {
            failed(new TimeoutException("The request was not finished in the time the container gives it"));
        }

        @Override
        public boolean wantsDetails() {
            return request.wantsDetails();
        }

        @Override
        public void completed(Supplier<RequestFacts> facts) {
            if (!request.ended()) {
                end(facts.get());
            }
        }

        private void end(RequestFacts facts) {
            Throwable thrown = failure.get();
            // The container answers with an error page after we have left.
            request.end(thrown != null && facts.status() < 400 ? facts.withStatus(500) : facts, thrown);
        }
    }

    /** The time a thread spends in the outermost filter or servlet. */
    private record Scope(
            Current current,
            ServletApi api,
            Object request,
            Object response,
            @Nullable UnitOfWork before) {
        void exit(@Nullable Throwable thrown) {
            current.request.leave(before);
            if (current.request.ended()) {
                return;
            }
            if (thrown != null) {
                current.failed(thrown);
            }
            if (!api.isAsync(request) || !listens()) {
                current.end(api.facts(request, response, current.wantsDetails()));
            }
        }

        /** Whether the end will be told; false when it came while we were asking. */
        private boolean listens() {
            if (!current.listening.compareAndSet(false, true)) {
                return true;
            }
            try {
                api.onEnd(request, response, current);
                return true;
            } catch (IllegalStateException finishedMeanwhile) {
                return false;
            }
        }
    }
}
