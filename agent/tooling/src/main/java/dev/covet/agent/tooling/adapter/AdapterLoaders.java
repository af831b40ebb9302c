package dev.covet.agent.tooling.adapter;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.instrumentation.spi.AdapterSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The adapters in use, one instance for each adapter and copy of its library. They are kept by a class of that library,
 * so they go when it goes.
 */
public final class AdapterLoaders implements AdapterSource {
    private final ClassLoader agent;
    private final AgentLog log;
    private final ClassValue<Map<String, Optional<Object>>> adapters = new ClassValue<>() {
        @Override
        protected Map<String, Optional<Object>> computeValue(Class<?> library) {
            return new ConcurrentHashMap<>();
        }
    };

    public AdapterLoaders(ClassLoader agent, AgentLog log) {
        this.agent = agent;
        this.log = log;
    }

    /** Likewise, for code that names its adapters by their class only. */
    @Override
    public <T> @Nullable T adapter(Class<T> type, String name, Class<?> seen) {
        Adapter adapter = KnownAdapters.of(name);
        ClassLoader application = seen.getClassLoader();
        if (adapter == null || application == null) {
            return null;
        }
        return find(adapter, application, type).orElse(null);
    }

    /** The adapter for the library as this class loader sees it; empty when it has none or the wrong one. */
    public <T> Optional<T> find(Adapter adapter, ClassLoader application, Class<T> type) {
        try {
            Class<?> library = Class.forName(adapter.library(), false, application);
            Map<String, Optional<Object>> known = adapters.get(library);
            Optional<Object> found = known.get(adapter.name());
            if (found == null) {
                // Two threads may both make one; the first is kept. The library's code runs under no lock of ours.
                Optional<Object> made = make(adapter, library.getClassLoader());
                Optional<Object> earlier = known.putIfAbsent(adapter.name(), made);
                found = earlier == null ? made : earlier;
            }
            return found.map(type::cast);
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private Optional<Object> make(Adapter adapter, ClassLoader library) {
        AdapterLoader loader = new AdapterLoader(adapter.name(), agent, library);
        String missing = LinkageCheck.missing(loader, adapter.entry());
        if (missing != null) {
            report(adapter, missing);
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(adapter.entry(), true, loader)
                    .getConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            report(adapter, "it could not be created: " + e);
            return Optional.empty();
        }
    }

    private void report(Adapter adapter, String reason) {
        log.warnOnce(
                "adapter " + adapter.name() + " " + reason,
                "COVET-2020 The adapter " + adapter.name() + " does not fit the version of the library here: " + reason
                        + ". Features that need it stay off for that library, everything else works. Use a supported"
                        + " version, or report this line.");
    }
}
