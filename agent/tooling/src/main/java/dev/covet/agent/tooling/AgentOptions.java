package dev.covet.agent.tooling;

import dev.covet.agent.tooling.protect.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the jar in {@code -javaagent:covet-agent.jar=enabled=false,log=debug}. What is not said is null.
 *
 * @param enabled whether the agent does anything
 * @param log how much it prints
 * @param problems what could not be read, in the words for the user
 */
record AgentOptions(@Nullable Boolean enabled, @Nullable LogLevel log, List<String> problems) {
    static AgentOptions parse(@Nullable String text) {
        Boolean enabled = null;
        LogLevel log = null;
        List<String> problems = new ArrayList<>();
        for (String option : text == null ? new String[0] : text.split(",", -1)) {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? "" : option.substring(equals + 1).toLowerCase(Locale.ROOT);
            if (key.equals("enabled") && (value.equals("true") || value.equals("false"))) {
                enabled = value.equals("true");
            } else if (key.equals("log") && level(value) != null) {
                log = level(value);
            } else if (!option.isEmpty()) {
                problems.add("COVET-2007 The option '" + option + "' behind the agent's jar is not understood and was"
                        + " ignored. Options are enabled=true|false and log=off|error|warn|info|debug, with a comma"
                        + " between.");
            }
        }
        return new AgentOptions(enabled, log, List.copyOf(problems));
    }

    private static @Nullable LogLevel level(String value) {
        for (LogLevel level : LogLevel.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(value)) {
                return level;
            }
        }
        return null;
    }
}
