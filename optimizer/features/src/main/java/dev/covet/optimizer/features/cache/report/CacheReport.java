package dev.covet.optimizer.features.cache.report;

import dev.covet.optimizer.sql.SqlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was, or could have been, answered again, and why the rest was not: for people. */
public final class CacheReport {
    /** Of more queries only those that took most time are shown. */
    public static final int MOST = 1_000;

    private static final int LONGEST = 160;
    private static final int DIGITS = 8;
    private static final double MILLIS = 1e6;
    private static final double PERCENT = 100;

    private final List<Entry> entries = new ArrayList<>();

    /**
     * One query on one database.
     *
     * @param database its name
     * @param reasons why it is never answered, each a sentence without its full stop
     */
    public record Asked(SqlText text, String database, List<String> reasons, Outcomes outcomes) {}

    /** The numbers are taken once, as they go on meanwhile. */
    private record Entry(Asked asked, List<Outcomes.Sum> sums) {
        long nanos() {
            return total(sums).nanos();
        }
    }

    public CacheReport(List<Asked> queries) {
        for (Asked each : queries) {
            List<Outcomes.Sum> sums = each.outcomes().sums();
            if (!sums.isEmpty()) {
                entries.add(new Entry(each, sums));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::nanos).reversed());
    }

    /** All of it, with so many queries at most: those first that took most time. */
    public String text(int most) {
        if (entries.isEmpty()) {
            return "No query was asked since the settings of the cache were changed last.\n";
        }
        int shown = Math.min(entries.size(), Math.max(0, Math.min(most, MOST)));
        StringBuilder text = new StringBuilder();
        List<Outcomes.Sum> all = all();
        text.append(share("Queries", total(all), answered(all)));
        why(text, "", all);
        if (shown < entries.size()) {
            text.append("\nOf ")
                    .append(entries.size())
                    .append(" texts ")
                    .append(shown)
                    .append(" are shown.\n");
        }
        for (int i = 0; i < shown; i++) {
            add(text, i + 1, entries.get(i));
        }
        return text.toString();
    }

    private List<Outcomes.Sum> all() {
        Map<String, Outcomes.Sum> sums = new LinkedHashMap<>();
        for (Entry entry : entries) {
            entry.sums().forEach(sum -> sums.merge(sum.outcome(), sum, CacheReport::added));
        }
        return sums.values().stream()
                .sorted(Comparator.comparingLong(Outcomes.Sum::nanos).reversed())
                .toList();
    }

    private static Outcomes.Sum added(Outcomes.Sum one, Outcomes.Sum other) {
        return new Outcomes.Sum(one.outcome(), one.count() + other.count(), one.nanos() + other.nanos());
    }

    private static Outcomes.Sum total(List<Outcomes.Sum> sums) {
        return sums.stream().reduce(new Outcomes.Sum("", 0, 0), CacheReport::added);
    }

    private static Outcomes.Sum answered(List<Outcomes.Sum> sums) {
        return total(sums.stream().filter(CacheReport::isAnswer).toList());
    }

    private static boolean isAnswer(Outcomes.Sum sum) {
        Outcome outcome = Outcome.of(sum.outcome());
        return outcome != null && outcome.isAnswer();
    }

    private void add(StringBuilder text, int number, Entry entry) {
        Asked asked = entry.asked();
        String fingerprint = asked.text().fingerprint().hex().substring(0, DIGITS);
        text.append('\n')
                .append(number)
                .append(". ")
                .append(plain(asked.text().queryText()))
                .append(" (")
                .append(fingerprint)
                .append(asked.database().isEmpty() ? "" : ", database " + plain(asked.database()))
                .append(")\n   ")
                .append(share("asked", total(entry.sums()), answered(entry.sums())));
        why(text, "   ", entry.sums());
        asked.reasons()
                .forEach(reason -> text.append("   against it: ").append(reason).append('\n'));
    }

    private static String share(String what, Outcomes.Sum all, Outcomes.Sum answered) {
        return String.format(
                Locale.ROOT,
                "%s: %d times, %.1f ms; of these %d (%.0f %%) and %.1f ms (%.0f %%) need not have reached the database%n",
                what,
                all.count(),
                all.nanos() / MILLIS,
                answered.count(),
                PERCENT * answered.count() / Math.max(1, all.count()),
                answered.nanos() / MILLIS,
                PERCENT * answered.nanos() / Math.max(1, all.nanos()));
    }

    private static void why(StringBuilder text, String indent, List<Outcomes.Sum> sums) {
        for (Outcomes.Sum sum : sums) {
            Outcome outcome = Outcome.of(sum.outcome());
            text.append(String.format(
                    Locale.ROOT,
                    "%s   %.1f ms, %d times \"%s\"%s%n",
                    indent,
                    sum.nanos() / MILLIS,
                    sum.count(),
                    sum.outcome(),
                    outcome == null ? "" : ": " + outcome.meaning()));
        }
    }

    /** On one line. */
    private static String plain(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + '…';
    }
}
