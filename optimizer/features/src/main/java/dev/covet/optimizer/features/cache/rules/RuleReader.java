package dev.covet.optimizer.features.cache.rules;

import dev.covet.optimizer.features.cache.rules.Rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rules such as {@code table:pet ttl=10s}. */
final class RuleReader {
    private static final Pattern TTL = Pattern.compile("ttl=(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{8,32}");
    private static final long LONGEST = TimeUnit.DAYS.toNanos(1);
    private static final String FORM =
            "A rule is table:, query:, site: or request: with a name, a blank, and off or ttl=10s";

    private final List<String> problems = new ArrayList<>();

    /** What is wrong with the rules so far, each as sentences for people. */
    List<String> problems() {
        return problems;
    }

    /** Null if nobody can know what it is for. What is not known to be wished counts as off. */
    @Nullable Rule read(String text) {
        String rule = text.strip();
        Subject subject = subject(rule);
        if (subject == null) {
            wrong(rule, "it begins with none of table:, query:, site: and request:", "It does nothing");
            return null;
        }
        String rest = rule.substring(subject.prefix().length()).strip();
        int blank = blank(rest, subject);
        Wish wish = blank < 0 ? null : wish(rest.substring(blank).strip());
        String name = blank < 0 ? rest : rest.substring(0, blank).strip();
        boolean lower = subject == Subject.TABLE || subject == Subject.QUERY;
        name = lower ? name.toLowerCase(Locale.ROOT) : name;
        if (name.isEmpty()
                || (subject == Subject.QUERY && !FINGERPRINT.matcher(name).matches())) {
            boolean missing = name.isEmpty();
            wrong(
                    rule,
                    missing ? "it names nothing" : "a fingerprint has 8 to 32 of the digits 0 to 9 and a to f",
                    "It does nothing");
            return null;
        }
        if (wish == null) {
            wrong(
                    rule,
                    "it does not end with off, or with ttl= and a time from 1ms to 1d, such as ttl=10s",
                    "What it names is not answered from the cache");
            return new Rule(subject, name, Wish.OFF);
        }
        return new Rule(subject, name, wish);
    }

    private static @Nullable Subject subject(String rule) {
        for (Subject each : Subject.values()) {
            if (rule.regionMatches(true, 0, each.prefix(), 0, each.prefix().length())) {
                return each;
            }
        }
        return null;
    }

    /** Where the name ends: only those of requests may have blanks. */
    private static int blank(String text, Subject subject) {
        int found = -1;
        for (int i = 0; i < text.length() && (found < 0 || subject == Subject.REQUEST); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                found = i;
            }
        }
        return found;
    }

    /** What a single word wants: {@code off} or {@code ttl=10s}; null for anything else. */
    static @Nullable Wish wish(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        if (wanted.equals("off")) {
            return Wish.OFF;
        }
        Matcher ttl = TTL.matcher(wanted);
        if (!ttl.matches()) {
            return null;
        }
        long nanos = unit(ttl.group(2)).toNanos(Long.parseLong(ttl.group(1)));
        return nanos <= 0 || nanos > LONGEST ? null : Wish.ttl(nanos);
    }

    private static TimeUnit unit(String name) {
        return switch (name) {
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            default -> TimeUnit.DAYS;
        };
    }

    private void wrong(String rule, String why, String outcome) {
        problems.add("The rule [" + rule + "] of covet.cache.rules is wrong: " + why + ". " + FORM
                + ", such as table:pet ttl=10s. " + outcome + "; the other rules work.");
    }
}
