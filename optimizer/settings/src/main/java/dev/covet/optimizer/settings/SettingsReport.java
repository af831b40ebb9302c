package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.Settings.Entry;
import java.util.ArrayList;
import java.util.List;

/** The settings as text for people, as JSON for programs, and as the table of docs/settings.md. Without secrets. */
public final class SettingsReport {
    private static final String BEGIN = "<!-- generated: begin -->";
    private static final String END = "<!-- generated: end -->";

    private SettingsReport() {}

    /** One line of the report. */
    private record Row(String key, String value, String source, String defaultValue, String range, String reload) {
        List<String> cells() {
            return List.of(key, value, source, defaultValue, range, reload);
        }
    }

    /** Aligned columns, one setting a line, then the problems. */
    public static String text(SettingCatalogue catalogue, Settings settings) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("setting", "value", "source", "default", "allowed", "changes"));
        for (Row row : rows(catalogue, settings)) {
            lines.add(row.cells());
        }
        StringBuilder text = new StringBuilder();
        int[] widths = widths(lines);
        for (List<String> line : lines) {
            StringBuilder one = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line.get(i);
                one.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            text.append(one.toString().stripTrailing()).append('\n');
        }
        for (SettingProblem problem : settings.problems()) {
            text.append('\n').append(problem.code()).append(' ').append(problem.message());
        }
        return settings.problems().isEmpty()
                ? text.toString()
                : text.append('\n').toString();
    }

    private static int[] widths(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    /** The same as one JSON object with "settings" and "problems". */
    public static String json(SettingCatalogue catalogue, Settings settings) {
        StringBuilder json = new StringBuilder("{\"settings\":[");
        String comma = "";
        for (Row row : rows(catalogue, settings)) {
            json.append(comma).append("{\"key\":").append(Json.string(row.key()));
            json.append(",\"value\":").append(Json.string(row.value()));
            json.append(",\"source\":").append(Json.string(row.source()));
            json.append(",\"default\":").append(Json.string(row.defaultValue()));
            json.append(",\"allowed\":").append(Json.string(row.range()));
            json.append(",\"reloadable\":")
                    .append(row.reload().equals("at once"))
                    .append('}');
            comma = ",";
        }
        json.append("],\"problems\":[");
        comma = "";
        for (SettingProblem problem : settings.problems()) {
            json.append(comma).append("{\"code\":").append(Json.string(problem.code()));
            json.append(",\"message\":").append(Json.string(problem.message())).append('}');
            comma = ",";
        }
        return json.append("]}").toString();
    }

    private static List<Row> rows(SettingCatalogue catalogue, Settings settings) {
        List<Row> rows = new ArrayList<>();
        for (SettingKey<?> key : catalogue.keys()) {
            boolean found = false;
            for (Entry<?> entry : settings.entries()) {
                if (entry.key() == key) {
                    rows.add(row(key, entry.name(), entry.text(), entry.source().place()));
                    found = true;
                }
            }
            if (!found) {
                rows.add(row(key, key.name(), "", "not given"));
            }
        }
        return rows;
    }

    private static Row row(SettingKey<?> key, String name, String value, String source) {
        return new Row(
                name,
                Shown.plain(value),
                source,
                defaultText(key),
                key.range(),
                key.isReloadable() ? "at once" : "at start");
    }

    private static <T> String defaultText(SettingKey<T> key) {
        return key.print(key.defaultValue());
    }

    /** The text of docs/settings.md with the table between its two marks made anew. */
    public static String page(String page, SettingCatalogue catalogue) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("The page has no lines " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + markdown(catalogue) + page.substring(end);
    }

    /** A table of all keys. */
    public static String markdown(SettingCatalogue catalogue) {
        StringBuilder table = new StringBuilder("| setting | what it is | default | allowed | changes |\n");
        table.append("|---|---|---|---|---|\n");
        for (SettingKey<?> key : catalogue.keys()) {
            table.append("| `").append(key.name()).append("` | ").append(cell(key.description()));
            table.append(" | ").append(code(defaults(key))).append(" | ").append(cell(key.range()));
            table.append(" | ")
                    .append(key.isReloadable() ? "at once" : "at start")
                    .append(" |\n");
        }
        return table.toString();
    }

    /** The default, and those of profiles. */
    private static <T> String defaults(SettingKey<T> key) {
        StringBuilder text = new StringBuilder(key.print(key.defaultValue()));
        for (Profile profile : Profile.values()) {
            T value = key.valueIn(profile);
            if (value != null) {
                text.append(", ").append(profile.word()).append(": ").append(key.print(value));
            }
        }
        return text.toString();
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
