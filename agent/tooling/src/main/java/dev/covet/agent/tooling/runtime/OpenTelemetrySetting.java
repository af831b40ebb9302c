package dev.covet.agent.tooling.runtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Settings of OpenTelemetry that we have to know before its SDK is there. */
final class OpenTelemetrySetting {
    private OpenTelemetrySetting() {}

    /** By its name as a property: that property, else the environment, else null. */
    static @Nullable String of(String name) {
        String property = System.getProperty(name);
        return property != null
                ? property
                : System.getenv(name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }

    static String of(String name, String otherwise) {
        String found = of(name);
        return found == null ? otherwise : found;
    }
}
