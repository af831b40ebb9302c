package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.SettingSource.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the agent's argument: a YAML file, or {@code key=value,key="a,b"}. A quote is written twice within quotes. */
final class ArgumentReader {
    private final String text;
    private final Interpolation interpolation;
    private final List<Given> given = new ArrayList<>();
    private int at;

    private ArgumentReader(String text, Interpolation interpolation) {
        this.text = text;
        this.interpolation = interpolation;
    }

    static Layer read(@Nullable String argument, Interpolation interpolation) {
        if (argument == null || argument.isBlank()) {
            return Layer.EMPTY;
        }
        if (argument.indexOf('=') < 0) {
            SettingSource source = new SettingSource(Origin.AGENT_ARGUMENT, "agent argument");
            return new Layer(List.of(Given.of(GeneralKeys.CONFIG.name(), argument.strip(), source)), List.of());
        }
        return new ArgumentReader(argument, interpolation).pairs();
    }

    private Layer pairs() {
        List<SettingProblem> problems = new ArrayList<>();
        while (at < text.length()) {
            int start = at;
            String trouble = pair();
            if (trouble != null) {
                problems.add(new SettingProblem(
                        "COVET-1006",
                        "The agent argument has " + trouble + " at character " + (start + 1)
                                + ". Where a setting ends cannot be told. The argument was ignored from there on."
                                + " Write key=value,key=\"a,b\", or the path of a YAML file."));
                break;
            }
        }
        return new Layer(given, problems);
    }

    /** Reads one pair and the comma after it; says what is wrong, if anything. */
    private @Nullable String pair() {
        int equals = text.indexOf('=', at);
        int comma = text.indexOf(',', at);
        if (comma == at || text.substring(at).isBlank()) {
            at = comma == at ? at + 1 : text.length();
            return null;
        }
        if (equals < 0 || (comma >= 0 && comma < equals)) {
            return "no \"=\" in a setting";
        }
        String key = text.substring(at, equals).strip();
        if (key.isEmpty()) {
            return "no key before \"=\"";
        }
        at = equals + 1;
        String value = value();
        if (value == null) {
            return "a quote that does not end before a comma";
        }
        String name = key.startsWith(SettingCatalogue.PREFIX) ? key : SettingCatalogue.PREFIX + key;
        SettingSource source = new SettingSource(Origin.AGENT_ARGUMENT, "agent argument " + Shown.plain(key));
        given.add(interpolation.apply(Given.of(name, value, source)));
        return null;
    }

    private @Nullable String value() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        char quote = at < text.length() ? text.charAt(at) : ',';
        if (quote == '"' || quote == '\'') {
            at++;
            return quoted(quote);
        }
        int comma = text.indexOf(',', at);
        int end = comma < 0 ? text.length() : comma;
        String value = text.substring(at, end).strip();
        at = end + 1;
        return value;
    }

    private @Nullable String quoted(char quote) {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                value.append(quote);
                at++;
            } else {
                return afterQuote() ? value.toString() : null;
            }
        }
        return null;
    }

    private boolean afterQuote() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        boolean ends = at >= text.length() || text.charAt(at) == ',';
        at++;
        return ends;
    }
}
