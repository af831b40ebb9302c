package dev.covet.optimizer.catalog;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a function that somebody has defined in PostgreSQL, read as words: it may be of any language. Comments and
 * literals count, as they may be run.
 */
final class FunctionSource {
    private static final Pattern CALL = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_$]*)\"?\\s*\\(");
    private static final Pattern EXECUTES = Pattern.compile("\\bexecute\\b", Pattern.CASE_INSENSITIVE);

    /** Tables and schemas of the system. */
    private static final Pattern SYSTEM = Pattern.compile(
            "\\binformation_schema\\b|\\bpg_(?!catalog\\b)[\\p{L}\\p{N}_]+\\b(?!\\s*\\()", Pattern.CASE_INSENSITIVE);

    /** Where it says by which path names are looked for. */
    private static final Pattern PATH = Pattern.compile("(?m)^ SET search_path .*$");

    private final String text;

    FunctionSource(String definition) {
        this.text = PATH.matcher(definition).replaceAll("");
    }

    /** What may be calls, in lower case; keywords and types are among them. */
    Set<String> calls() {
        Set<String> names = new LinkedHashSet<>();
        Matcher calls = CALL.matcher(text);
        while (calls.find()) {
            names.add(calls.group(1).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** What stands against running it on a replica, as the end of a sentence; empty if nothing but its calls may. */
    String doubt() {
        if (EXECUTES.matcher(text).find()) {
            return "runs texts that nobody sees before";
        }
        if (SYSTEM.matcher(text).find()) {
            return "names tables of the system";
        }
        return ReplicaRules.namesSystemColumn(text) ? "names columns of the system" : "";
    }
}
