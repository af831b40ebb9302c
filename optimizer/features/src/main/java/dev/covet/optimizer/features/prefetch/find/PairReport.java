package dev.covet.optimizer.features.prefetch.find;

import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.spend.Demand;
import dev.covet.optimizer.features.prefetch.spend.Ledger;
import dev.covet.optimizer.features.prefetch.standing.PairState;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.standing.Standing;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All pairs whose texts are kept, and how they stand. Reads what is there anyway, without a lock, whenever somebody asks.
 */
public final class PairReport {
    /** Of more pairs only the dearest are shown. */
    public static final int MOST = 1_000;

    private static final int LONGEST = 160;
    private static final int DIGITS = 8;
    private static final double MILLIS = 1e6;

    private final @Nullable Reason idle;
    private final long now;
    private final List<Pair> pairs = new ArrayList<>();

    /** The numbers are taken once, as they go on meanwhile. */
    private record Entry(Pair pair, Demand.Sums demand) {}

    /**
     * As it is now.
     *
     * @param idle why nothing is prefetched at all, or null
     * @param now by the clock of the engine
     */
    public PairReport(SqlTextCache texts, @Nullable Reason idle, long now) {
        this.idle = idle;
        this.now = now;
        texts.forEach(text -> Pattern.known(text).forEach(pattern -> pairs.addAll(pattern.pairs())));
    }

    /** How many pairs are in each state, none left out; empty if there are no pairs. */
    public Map<String, Integer> byState() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (!pairs.isEmpty()) {
            for (PairState state : PairState.values()) {
                counts.put(state.word(), 0);
            }
            pairs.forEach(pair -> counts.merge(pair.standing(idle).state().word(), 1, Integer::sum));
        }
        return counts;
    }

    /** For people: those first whose single executions took most time, so many at most. */
    public String text(int most) {
        List<Entry> entries = new ArrayList<>(pairs.size());
        pairs.forEach(pair -> entries.add(new Entry(pair, pair.demand().sums())));
        entries.sort(Comparator.comparingLong((Entry entry) -> entry.demand().nanos())
                .reversed());
        int shown = Math.min(entries.size(), Math.max(0, Math.min(most, MOST)));
        StringBuilder text = new StringBuilder(heading(entries.size(), shown));
        for (int i = 0; i < shown; i++) {
            add(text, i + 1, entries.get(i));
        }
        return text.toString();
    }

    private static String heading(int all, int shown) {
        if (all == 0) {
            return "No query was seen to run once for each row of another one.\n";
        }
        String left = shown < all ? ", of which " + shown + " are shown" : "";
        return all + (all == 1 ? " pair" : " pairs") + " of queries" + left + ". First comes what takes most time.\n";
    }

    private void add(StringBuilder text, int number, Entry entry) {
        Pair pair = entry.pair();
        Standing standing = pair.standing(idle);
        Duration lasted = Duration.ofNanos(pair.lasted(standing, now));
        text.append('\n')
                .append(number)
                .append(". ")
                .append(standing.state().word())
                .append(", because ")
                .append(standing.text())
                .append('\n');
        line(text, "since", ago(lasted));
        line(text, "query", shown(pair.inner().text()));
        line(text, "for each row of", shown(pair.outer().text()));
        line(text, "by", Repetition.described(pair.mapping(), pair));
        String database = pair.inner().facts().database();
        line(text, "database", database.isEmpty() ? pair.inner().facts().system() : plain(database));
        line(text, "asked", asked(entry.demand()));
        line(text, "batches", batches(pair.ledger().sums()));
        line(text, "to do", standing.reason().advice());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("   ").append(name).append(": ").append(value).append('\n');
    }

    private static String asked(Demand.Sums sums) {
        return String.format(
                Locale.ROOT,
                "%d times in %d requests, tasks or transactions, %d of them answered from batches; the others took %.1f ms",
                sums.executions(),
                sums.units(),
                sums.served(),
                sums.nanos() / MILLIS);
    }

    private static String batches(Ledger.Sums sums) {
        return String.format(
                Locale.ROOT,
                "%d fetched, %d used, %d wasted; about %.1f ms saved, %.1f ms lost",
                sums.fetched(),
                sums.used(),
                sums.wasted(),
                sums.savedNanos() / MILLIS,
                sums.wastedNanos() / MILLIS);
    }

    private static String ago(Duration time) {
        return time.isZero()
                ? "just now"
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d ago (h:mm:ss)",
                        time.toHours(),
                        time.toMinutesPart(),
                        time.toSecondsPart());
    }

    /** Without values, on one line. */
    private static String shown(SqlText text) {
        return plain(text.queryText()) + " (" + text.fingerprint().hex().substring(0, DIGITS) + ")";
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < text.length() && plain.length() < LONGEST; i++) {
            char c = text.charAt(i);
            boolean empty = Character.isWhitespace(c) || Character.isISOControl(c);
            if (!empty) {
                plain.append(blank && plain.length() > 0 ? " " : "").append(c);
            }
            blank = empty;
        }
        return plain.length() < LONGEST ? plain.toString() : plain.append('…').toString();
    }
}
