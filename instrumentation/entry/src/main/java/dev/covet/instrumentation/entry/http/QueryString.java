package dev.covet.instrumentation.entry.http;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a URL without secrets. */
public final class QueryString {
    /** A longer one is cut: nobody reads it, and it would be kept. */
    static final int LONGEST = 2_048;

    private static final String BLOTTED = "REDACTED";
    private static final Set<String> SENSITIVE = Set.of("auth", "sig", "code", "key", "pin", "sid", "state", "jwt");
    private static final String[] SENSITIVE_PARTS = {
        "pass",
        "pwd",
        "secret",
        "token",
        "credential",
        "signature",
        "apikey",
        "api_key",
        "api-key",
        "accesskey",
        "session",
        "authorization",
        "cookie",
        "otp",
        "email",
        "iban",
        "card"
    };

    private QueryString() {}

    /** The query with the values of sensitive parameters blotted out; null for none. */
    public static @Nullable String safe(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return null;
        }
        String cut = query.length() > LONGEST ? query.substring(0, LONGEST) : query;
        StringBuilder safe = new StringBuilder(cut.length());
        int start = 0;
        while (start <= cut.length()) {
            int end = cut.indexOf('&', start);
            if (end < 0) {
                end = cut.length();
            }
            if (start > 0) {
                safe.append('&');
            }
            append(safe, cut.substring(start, end));
            start = end + 1;
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            // A value without a name can be anything.
            safe.append(sensitive(parameter) || parameter.length() > 40 ? BLOTTED : parameter);
        } else if (sensitive(parameter.substring(0, equals))) {
            safe.append(parameter, 0, equals + 1).append(BLOTTED);
        } else {
            safe.append(parameter);
        }
    }

    /** An encoded name is not decoded: who hides a name has a reason. */
    private static boolean sensitive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (SENSITIVE.contains(lower) || lower.indexOf('%') >= 0) {
            return true;
        }
        for (String part : SENSITIVE_PARTS) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
