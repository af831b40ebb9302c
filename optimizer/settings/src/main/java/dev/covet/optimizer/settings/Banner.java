package dev.covet.optimizer.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the agent says about itself at start, in twelve lines at most. Collects facts; not for several threads. */
public final class Banner {
    private static final int WIDTH = 100;

    private final String version;
    private final Map<String, String> modes = new LinkedHashMap<>();
    private final List<String> drivers = new ArrayList<>();
    private final List<String> pools = new ArrayList<>();
    private final List<String> agents = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private String jvm = "";
    private String exporter = "";
    private boolean enabled = true;
    private int warnings;
    private String switchOff = "";

    public Banner(String version) {
        this.version = clean(version);
    }

    /** Such as "17.0.12 Temurin". */
    public Banner jvm(String name) {
        jvm = clean(name);
        return this;
    }

    /** The mode of one feature. */
    public Banner mode(String feature, String mode) {
        modes.put(clean(feature), clean(mode));
        return this;
    }

    public Banner driver(String name) {
        drivers.add(clean(name));
        return this;
    }

    public Banner pool(String name) {
        pools.add(clean(name));
        return this;
    }

    /** Another Java agent that was found. */
    public Banner otherAgent(String name) {
        agents.add(clean(name));
        return this;
    }

    /** Where telemetry goes, and whether somebody answers there. */
    public Banner exporter(String endpoint) {
        exporter = clean(endpoint);
        return this;
    }

    /** A kind of settings source that is in use. */
    public Banner source(String place) {
        sources.add(clean(place));
        return this;
    }

    /** Takes over whether Covet is on, how many warnings there are, and the sources in use. */
    public Banner settings(Settings settings) {
        enabled = settings.enabled();
        warnings = settings.problems().size();
        for (Settings.Entry<?> entry : settings.entries()) {
            String place = kind(entry.source());
            if (!place.isEmpty() && !sources.contains(place)) {
                sources.add(place);
            }
        }
        return this;
    }

    /** How to switch off without a restart, such as "touch /opt/covet.off". */
    public Banner switchOff(String how) {
        switchOff = clean(how);
        return this;
    }

    private static String kind(SettingSource source) {
        return switch (source.origin()) {
            case OVERRIDE -> source.place();
            case SYSTEM_PROPERTY -> "system properties";
            case ENVIRONMENT -> "environment";
            case AGENT_ARGUMENT -> "agent argument";
            case OVERLAY_FILE, FILE ->
                source.place().substring(0, source.place().lastIndexOf(':'));
            case PROFILE -> source.place();
            case DEFAULT -> "";
        };
    }

    /** The text of that form, each line ending with a line feed; empty for {@link BannerForm#OFF}. */
    public String text(BannerForm form) {
        return switch (form) {
            case OFF -> "";
            case SHORT -> shortLine() + "\n";
            case FULL -> full();
            case JSON -> json() + "\n";
        };
    }

    private String shortLine() {
        return cut("Covet " + version + (enabled ? ": " + modesText() : ": off") + warningsText(", "));
    }

    private String full() {
        StringBuilder text = new StringBuilder();
        line(text, "Covet", version + (enabled ? "" : ", switched off"));
        line(text, "  JVM", jvm);
        line(text, "  features", modesText());
        line(text, "  drivers", String.join(", ", drivers));
        line(text, "  pools", String.join(", ", pools));
        line(text, "  other agents", String.join(", ", agents));
        line(text, "  settings from", sources.isEmpty() ? "defaults" : String.join(", ", sources));
        line(text, "  telemetry to", exporter);
        line(text, "  attention", warningsText(""));
        line(text, "  switch off", switchOff);
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            String padded = label + " ".repeat(Math.max(1, 17 - label.length()));
            text.append(cut((label.equals("Covet") ? "Covet " : padded) + value))
                    .append('\n');
        }
    }

    private static String cut(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    }

    /** Facts come from drivers, pools and URLs. */
    private static String clean(String fact) {
        return Shown.plain(Shown.withoutPasswords(fact));
    }

    private String modesText() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> mode : modes.entrySet()) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(mode.getKey())
                    .append(' ')
                    .append(mode.getValue());
        }
        return text.toString();
    }

    private String warningsText(String before) {
        if (warnings == 0) {
            return "";
        }
        return before + (warnings == 1 ? "1 warning" : warnings + " warnings")
                + ", see java -jar covet-agent.jar doctor";
    }

    private String json() {
        StringBuilder json = new StringBuilder("{\"covet\":").append(Json.string(version));
        json.append(",\"enabled\":").append(enabled).append(",\"jvm\":").append(Json.string(jvm));
        json.append(",\"features\":{");
        String comma = "";
        for (Map.Entry<String, String> mode : modes.entrySet()) {
            json.append(comma).append(Json.string(mode.getKey())).append(':').append(Json.string(mode.getValue()));
            comma = ",";
        }
        json.append("},\"drivers\":").append(Json.strings(drivers));
        json.append(",\"pools\":").append(Json.strings(pools));
        json.append(",\"otherAgents\":").append(Json.strings(agents));
        json.append(",\"settingsFrom\":").append(Json.strings(sources));
        json.append(",\"telemetryTo\":").append(Json.string(exporter));
        json.append(",\"warnings\":").append(warnings);
        return json.append(",\"switchOff\":")
                .append(Json.string(switchOff))
                .append('}')
                .toString();
    }
}
