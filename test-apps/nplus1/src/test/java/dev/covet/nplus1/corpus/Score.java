package dev.covet.nplus1.corpus;

import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** How often a detector is right, by the labels. What is counted are queries of programs. */
final class Score {
    private final String detector;
    private final List<String> faults = new ArrayList<>();
    private int right;
    private int wrong;
    private int missed;
    private final Set<String> unseen = new TreeSet<>();
    private int mapped;
    private int repeats;
    private int repeatsRight;

    Score(String detector) {
        this.detector = detector;
    }

    /** By the queries alone. */
    void add(Program program, Set<String> found) {
        Set<String> inner = new TreeSet<>();
        program.label().expected().forEach(each -> inner.add(each.inner()));
        for (String each : found) {
            boolean expected = inner.remove(each);
            right += expected ? 1 : 0;
            wrong += expected ? 0 : 1;
            if (!expected) {
                faults.add(program.name() + ": wrong: " + each);
            }
        }
        missed += inner.size();
        inner.forEach(each -> {
            faults.add(program.name() + ": missed: " + each);
            unseen.add(program.shape());
        });
    }

    /** With what else Covet says: the outer query, the columns, and the kind of other repetitions. */
    void add(Program program, Verdict verdict) {
        add(program, verdict.inner());
        for (Expected expected : program.label().expected()) {
            Expected found = verdict.found().get(expected.inner());
            if (found != null && isSame(expected, found)) {
                mapped++;
            } else if (found != null) {
                faults.add(program.name() + ": mapping: " + found);
            }
        }
        Map<String, Kind> left = new HashMap<>(verdict.repeats());
        program.label().repeats().forEach((key, kind) -> {
            repeats++;
            boolean same = kind == left.remove(key);
            repeatsRight += same ? 1 : 0;
            if (!same) {
                faults.add(program.name() + ": not " + kind + " of " + key + ": " + verdict);
            }
        });
        left.forEach((key, kind) -> {
            repeats++;
            faults.add(program.name() + ": no repetition: " + kind + " of " + key);
        });
    }

    /** Drivers do not always know of which table a column is. */
    private static boolean isSame(Expected expected, Expected found) {
        if (!expected.outer().equals(found.outer())
                || !expected.mapping().keySet().equals(found.mapping().keySet())) {
            return false;
        }
        return expected.mapping().entrySet().stream().allMatch(each -> {
            String column =
                    Shop.plainColumn(Objects.requireNonNull(found.mapping().get(each.getKey())));
            String label = each.getValue();
            return label.equals(column) || label.endsWith("." + column);
        });
    }

    List<String> faults() {
        return faults;
    }

    /** The shapes of programs of which something was missed. */
    Set<String> missed() {
        return unseen;
    }

    double precision() {
        return part(right, wrong);
    }

    double recall() {
        return part(right, missed);
    }

    /** Of the queries that were found. */
    double mappings() {
        return part(mapped, right - mapped);
    }

    /** Of the repetitions that are no N+1. */
    double repetitions() {
        return part(repeatsRight, repeats - repeatsRight);
    }

    private static double part(int good, int bad) {
        return good + bad == 0 ? 1 : (double) good / (good + bad);
    }

    static String header() {
        return "| detector | right | wrong | missed | precision | recall | columns right |\n|---|---|---|---|---|---|---|";
    }

    String row() {
        String mapping = mapped == 0 ? "–" : String.format(Locale.ROOT, "%.3f", mappings());
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.3f | %.3f | %s |",
                detector,
                right,
                wrong,
                missed,
                precision(),
                recall(),
                mapping);
    }
}
