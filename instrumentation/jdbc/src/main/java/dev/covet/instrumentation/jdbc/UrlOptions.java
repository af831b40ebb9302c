package dev.covet.instrumentation.jdbc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The options of a JDBC URL: after a question mark with ampersands, or after semicolons. Names in lower case. */
final class UrlOptions {
    private UrlOptions() {}

    static Map<String, String> of(String rest) {
        Map<String, String> options = new HashMap<>();
        int start = start(rest);
        if (start == rest.length()) {
            return options;
        }
        for (String pair : rest.substring(start + 1).split("[&;]", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.toLowerCase(Locale.ROOT).contains("password")) {
                options.putIfAbsent(
                        name.strip().toLowerCase(Locale.ROOT),
                        equals < 0 ? "" : pair.substring(equals + 1).strip());
            }
        }
        return options;
    }

    static String without(String rest) {
        return rest.substring(0, start(rest));
    }

    private static int start(String rest) {
        int question = rest.indexOf('?');
        int semicolon = rest.indexOf(';');
        int first = question < 0 || (semicolon >= 0 && semicolon < question) ? semicolon : question;
        return first < 0 ? rest.length() : first;
    }
}
