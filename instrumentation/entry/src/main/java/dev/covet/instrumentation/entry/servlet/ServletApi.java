package dev.covet.instrumentation.entry.servlet;

import dev.covet.optimizer.engine.RequestFacts;
import org.jspecify.annotations.Nullable;

/** What we ask of a servlet API. Requests and responses are those of HTTP. */
public interface ServletApi {
    boolean isHttp(Object request, Object response);

    @Nullable Object attribute(Object request, String name);

    void attribute(Object request, String name, Object value);

    String method(Object request);

    @Nullable String header(Object request, String name);

    boolean isSecure(Object request);

    /** Whether the head of the answer has been sent. */
    boolean isCommitted(Object response);

    /** A header of the answer, beside others of this name. */
    void add(Object response, String header, String value);

    boolean isAsync(Object request);

    /** Registers for the end of a request that is finished later; again whenever it is put off again. */
    void onEnd(Object request, Object response, AsyncEnd end);

    /** The request of an asynchronous context. */
    @Nullable Object requestOf(Object asyncContext);

    /** What is known now. The status is the response's. */
    RequestFacts facts(Object request, Object response, boolean detailed);
}
