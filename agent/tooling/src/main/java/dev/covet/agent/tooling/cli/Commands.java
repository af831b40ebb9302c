package dev.covet.agent.tooling.cli;

import dev.covet.agent.tooling.runtime.AgentKeys;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.Settings;
import dev.covet.optimizer.settings.SettingsReport;
import java.io.File;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that look at this machine and these settings. */
final class Commands {
    private static final String JSON = "--json";

    private Commands() {}

    /** All settings with value, source, default and range. */
    static int settings(PrintStream out, List<String> arguments) {
        Settings settings = Settings.load(AgentKeys.catalogue(), SettingInputs.ofThisProcess(argument(arguments)));
        out.print(
                arguments.contains(JSON)
                        ? SettingsReport.json(AgentKeys.catalogue(), settings)
                        : SettingsReport.text(AgentKeys.catalogue(), settings));
        return settings.problems().isEmpty() ? 0 : 1;
    }

    /** What an application would meet here. The exit status is that of the worst finding. */
    static int doctor(PrintStream out, String jar, List<String> arguments) {
        Map<String, String> properties = new HashMap<>();
        System.getProperties()
                .stringPropertyNames()
                .forEach(name -> properties.put(name, System.getProperty(name, "")));
        DoctorInputs inputs = new DoctorInputs(
                new File(jar), Runtime.version().feature(), properties, System.getenv(), argument(arguments));
        List<Finding> findings = new Doctor(inputs).findings();
        out.print(arguments.contains(JSON) ? json(findings) : text(findings));
        return findings.stream()
                .mapToInt(finding -> finding.level().status())
                .max()
                .orElse(0);
    }

    private static @Nullable String argument(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .findFirst()
                .orElse(null);
    }

    private static String text(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(
                    String.format(Locale.ROOT, "%-8s %-18s %s%n", finding.level(), finding.check(), finding.text()));
        }
        return text.toString();
    }

    private static String json(List<Finding> findings) {
        StringBuilder json = new StringBuilder("[");
        for (Finding finding : findings) {
            json.append(json.length() == 1 ? "" : ",\n ")
                    .append("{\"check\":")
                    .append(quoted(finding.check()))
                    .append(",\"level\":")
                    .append(quoted(finding.level().name()))
                    .append(",\"text\":")
                    .append(quoted(finding.text()))
                    .append("}");
        }
        return json.append("]").append(System.lineSeparator()).toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
