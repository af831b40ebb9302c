package dev.covet.instrumentation.entry.servlet.jakarta;

import dev.covet.instrumentation.entry.servlet.AsyncEnd;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Waits for the end of a request that is finished later. Whatever goes wrong here, the container is not to see it. */
final class EndListener implements AsyncListener {
    private final ServletAdapter adapter;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncEnd end;

    EndListener(ServletAdapter adapter, HttpServletRequest request, HttpServletResponse response, AsyncEnd end) {
        this.adapter = adapter;
        this.request = request;
        this.response = response;
        this.end = end;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end.completed(() -> adapter.facts(request, response, end.wantsDetails()));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end.timedOut();
    }

    @Override
    public void onError(AsyncEvent event) {
        end.failed(event.getThrowable());
    }

    /** Containers forget their listeners when a dispatched request is put off again. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
