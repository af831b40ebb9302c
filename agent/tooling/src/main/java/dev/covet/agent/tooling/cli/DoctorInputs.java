package dev.covet.agent.tooling.cli;

import java.io.File;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor looks at: the machine as an application started here would see it.
 *
 * @param argument what would stand behind the jar in {@code -javaagent}
 */
record DoctorInputs(
        File jar,
        int javaFeature,
        Map<String, String> properties,
        Map<String, String> environment,
        @Nullable String argument) {
    /** A setting of OpenTelemetry, by its property's name. */
    String openTelemetry(String name, String otherwise) {
        String variable = name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        return properties.getOrDefault(name, environment.getOrDefault(variable, otherwise));
    }

    /** The switch that works without a restart. */
    File killFile() {
        return new File(jar.getAbsoluteFile().getParentFile(), "covet.off");
    }
}
