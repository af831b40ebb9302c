package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.catalog.NamePattern;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of the settings. Of several rules that fit the one with the most time holds, and {@code off} is the most:
 * a timeout that is too short breaks what works.
 */
public final class TimeoutRules {
    private static final Pattern RULE =
            Pattern.compile("(?i)(table|query|site|request):\\s*(\\S.*?)\\s+(off|(\\d{1,9})(ms|s|m|h|d))");
    private static final int DEEPEST = 400;
    private static final int NONE = -1;
    private static final int OFF = Integer.MAX_VALUE;

    private final int otherwise;
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> misread = new ArrayList<>();

    private record Rule(String subject, String name, NamePattern pattern, int seconds) {}

    /** The time of those for which there is no rule, and the rules as they are written. */
    public TimeoutRules(Duration otherwise, List<String> written) {
        this.otherwise = seconds(otherwise.toMillis());
        for (String text : written) {
            Matcher matcher = RULE.matcher(text.strip());
            if (matcher.matches()) {
                rules.add(rule(matcher));
            } else {
                misread.add("The rule [" + text.strip()
                        + "] of covet.breaker.query-timeout-rules cannot be read, so it does"
                        + " nothing; the other rules work. A rule is table:, query:, site: or request: with a name, a"
                        + " blank, and off or a time, such as table:report 60s.");
            }
        }
    }

    private static Rule rule(Matcher matcher) {
        String subject = matcher.group(1).toLowerCase(Locale.ROOT);
        boolean lower = subject.equals("table") || subject.equals("query");
        String name = lower ? matcher.group(2).toLowerCase(Locale.ROOT) : matcher.group(2);
        String number = matcher.group(4);
        int seconds = number == null
                ? OFF
                : seconds(unit(matcher.group(5).toLowerCase(Locale.ROOT)).toMillis(Long.parseLong(number)));
        return new Rule(subject, name, new NamePattern(name), seconds == 0 ? OFF : seconds);
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

    /** JDBC knows full seconds only. */
    private static int seconds(long millis) {
        return (int) Math.min((millis + 999) / 1_000, Integer.MAX_VALUE - 1);
    }

    /** Rules that cannot be read, each as sentences for people. */
    public List<String> misread() {
        return List.copyOf(misread);
    }

    /** How long this statement may take; 0 for as long as it wants. */
    int seconds(StatementCall call) {
        int most = NONE;
        boolean sites = false;
        for (Rule rule : rules) {
            sites |= rule.subject().equals("site");
            if (fits(rule, call)) {
                most = Math.max(most, rule.seconds());
            }
        }
        if (sites && most != OFF) {
            most = Math.max(most, ofSites());
        }
        int chosen = most == NONE ? otherwise : most;
        return chosen == OFF ? 0 : chosen;
    }

    private static boolean fits(Rule rule, StatementCall call) {
        SqlText text = call.text();
        return switch (rule.subject()) {
            case "query" -> text.fingerprint().hex().startsWith(rule.name());
            case "table" -> text.tables().stream().anyMatch(table -> isNamed(table, rule.pattern()));
            case "request" -> rule.pattern().fits(call.work().name());
            default -> false;
        };
    }

    private static boolean isNamed(TableName table, NamePattern pattern) {
        return pattern.fits(table.name()) || pattern.fits(table.last());
    }

    private int ofSites() {
        @Nullable Integer most = StackWalker.getInstance()
                .walk(frames -> frames.limit(DEEPEST)
                        .map(frame -> ofSite(frame.getClassName(), frame.getMethodName()))
                        .max(Integer::compare)
                        .orElse(NONE));
        return most == null ? NONE : most;
    }

    private int ofSite(String type, String method) {
        int most = NONE;
        for (Rule rule : rules) {
            if (rule.subject().equals("site")
                    && rule.pattern().mayFit(type)
                    && rule.pattern().fits(type + '.' + method)) {
                most = Math.max(most, rule.seconds());
            }
        }
        return most;
    }
}
