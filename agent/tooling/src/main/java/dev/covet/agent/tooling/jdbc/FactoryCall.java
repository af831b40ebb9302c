package dev.covet.agent.tooling.jdbc;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One factory call that is running on a thread, and the one it was made from. */
final class FactoryCall {
    private static final ThreadLocal<@Nullable FactoryCall> innermost = new ThreadLocal<>();

    private final String family;
    private final @Nullable FactoryCall outer;
    private @Nullable String url;
    private @Nullable Properties properties;
    private @Nullable String asked;
    private boolean answered;
    private @Nullable NodeCall attempt;

    private FactoryCall(
            String family, @Nullable String url, @Nullable Properties properties, @Nullable FactoryCall outer) {
        this.family = family;
        this.url = url;
        this.properties = properties;
        this.outer = outer;
    }

    static FactoryCall enter(String family, @Nullable String url, @Nullable Properties properties) {
        FactoryCall call = new FactoryCall(family, url, properties, innermost.get());
        innermost.set(call);
        return call;
    }

    /** The call that is running on this thread, if there is one. */
    static @Nullable FactoryCall innermost() {
        return innermost.get();
    }

    /** It was called with this address, and is to have its own instead. */
    FactoryCall insteadOf(@Nullable String address) {
        asked = address;
        return this;
    }

    /** The address that the factory is to be called with; null if it stays as it is. */
    @SuppressWarnings("ReferenceEquality") // another call may have an equal one
    @Nullable String replaced(@Nullable Object given) {
        return given != null && given == asked && asked != url ? url : null;
    }

    /** Whether a call that is running on this thread is told to a node already. */
    static boolean isWatched() {
        for (FactoryCall call = innermost.get(); call != null; call = call.outer) {
            if (call.attempt != null) {
                return true;
            }
        }
        return false;
    }

    FactoryCall watched(@Nullable NodeCall by) {
        attempt = by;
        return this;
    }

    @Nullable NodeCall attempt() {
        return attempt;
    }

    /** Ends this call, and any inner one that did not end. A data source's gets the address its driver was called with. */
    void exit() {
        if (outer != null && outer.url == null && outer.family.equals(family)) {
            outer.url = url;
            outer.properties = properties;
        }
        if (outer == null) {
            innermost.remove();
        } else {
            innermost.set(outer);
        }
    }

    /**
     * Whether the connection of this call is the one to wrap: no call of the same family is around it, since that one
     * may cast what it gets, and none within it made a wrapped connection already, which this one only passes on.
     */
    boolean decides() {
        if (answered) {
            return false;
        }
        for (FactoryCall call = outer; call != null; call = call.outer) {
            if (call.family.equals(family)) {
                return false;
            }
        }
        return true;
    }

    /** Tells the calls around this one that a connection was handed to the wrapper. */
    void answered() {
        for (FactoryCall call = outer; call != null; call = call.outer) {
            call.answered = true;
        }
    }

    @Nullable String url() {
        return url;
    }

    @Nullable Properties properties() {
        return properties;
    }
}
