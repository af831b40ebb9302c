package dev.covet.optimizer.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the process was started with.
 *
 * @param properties system properties
 * @param environment environment variables
 * @param agentArgument what follows the equals sign of {@code -javaagent:covet-agent.jar=}: a YAML file, or
 *     {@code key=value,…}
 */
public record SettingInputs(
        Map<String, String> properties,
        Map<String, String> environment,
        @Nullable String agentArgument) {

    public SettingInputs {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    /** Copies what concerns us, once: later changes of system properties have no effect. */
    public static SettingInputs ofThisProcess(@Nullable String agentArgument) {
        Map<String, String> properties = new HashMap<>();
        Properties system = System.getProperties();
        for (String name : system.stringPropertyNames()) {
            String value = Suggestion.beginsLikeOurs(name) ? system.getProperty(name) : null;
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new SettingInputs(properties, System.getenv(), agentArgument);
    }
}
