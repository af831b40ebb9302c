package dev.covet.optimizer.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces a variable in braces after a dollar sign, with an optional default; two dollar signs stand for themselves. */
final class Interpolation {
    private final Map<String, String> environment;

    Interpolation(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The value with its text replaced, or with a flaw. */
    Given apply(Given given) {
        String text = given.text();
        int dollar = text.indexOf("${");
        if (dollar < 0 || given.flaw() != null) {
            return given;
        }
        StringBuilder replaced = new StringBuilder();
        int done = 0;
        while (dollar >= 0) {
            if (dollar > done && text.charAt(dollar - 1) == '$') {
                replaced.append(text, done, dollar - 1).append("${");
                done = dollar + 2;
            } else {
                int end = text.indexOf('}', dollar);
                Given.Flaw flaw = flaw(given, end < 0 ? null : text.substring(dollar + 2, end));
                if (flaw != null) {
                    return new Given(given.name(), "", null, given.source(), flaw);
                }
                replaced.append(text, done, dollar).append(value(text.substring(dollar + 2, end)));
                done = end + 1;
            }
            dollar = text.indexOf("${", done);
        }
        replaced.append(text, done, text.length());
        return Given.of(given.name(), replaced.toString(), given.source());
    }

    private Given.@Nullable Flaw flaw(Given given, @Nullable String reference) {
        String variable = reference == null ? "" : variable(reference);
        if (!isName(variable)) {
            return new Given.Flaw(
                    "COVET-1005",
                    given.name() + " (" + given.source() + ") has a \"${\" that no variable's name and \"}\" follow."
                            + " Write ${NAME} or ${NAME:-default}, or $${ for the characters themselves.");
        }
        if (reference != null && reference.equals(variable) && isUnset(variable)) {
            return new Given.Flaw(
                    "COVET-1004",
                    given.name() + " (" + given.source() + ") needs the environment variable " + variable
                            + ", which is not set. Set it, or write ${" + variable + ":-default}.");
        }
        return null;
    }

    private String value(String reference) {
        String variable = variable(reference);
        String value = environment.get(variable);
        return value != null && !value.isEmpty()
                ? value
                : reference.substring(Math.min(reference.length(), variable.length() + 2));
    }

    private boolean isUnset(String variable) {
        String value = environment.get(variable);
        return value == null || value.isEmpty();
    }

    private static String variable(String reference) {
        int end = reference.indexOf(":-");
        return end < 0 ? reference : reference.substring(0, end);
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
