package dev.covet.conformance;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a program that shows a boundary small: takes out steps in ever smaller pieces, then lanes and variables nobody
 * needs, then makes arguments simple. What stays fails at a call of the same method as the program did.
 */
final class Shrinker {
    private static final int MOST_RUNS = 3_000;

    /** A run of a program that does not end takes long. */
    private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Oracle oracle;
    private final Boundary boundary;
    private Difference smallest;
    private final long start = System.nanoTime();
    private int runs;

    private Shrinker(Oracle oracle, Boundary boundary, Difference difference) {
        this.oracle = oracle;
        this.boundary = boundary;
        this.smallest = difference;
    }

    static Difference shrink(Oracle oracle, Boundary boundary, Difference difference) throws SQLException {
        Shrinker shrinker = new Shrinker(oracle, boundary, difference);
        int before;
        do {
            before = shrinker.steps().size();
            shrinker.cutTail();
            shrinker.removeSteps();
        } while (shrinker.steps().size() < before);
        shrinker.simplify();
        return shrinker.smallest;
    }

    private List<Step> steps() {
        return smallest.program().steps();
    }

    /** What comes after the difference is seldom part of its cause. */
    private void cutTail() throws SQLException {
        if (smallest.step() < steps().size()) {
            accepts(steps().subList(0, smallest.step() + 1));
        }
    }

    private void removeSteps() throws SQLException {
        for (int piece = Math.max(1, steps().size() / 2); piece >= 1; piece /= 2) {
            int from = steps().size() - piece;
            while (from >= 0) {
                List<Step> rest = new ArrayList<>(steps());
                rest.subList(from, Math.min(rest.size(), from + piece)).clear();
                accepts(rest);
                from = Math.min(from, steps().size()) - piece;
            }
        }
    }

    private void simplify() throws SQLException {
        for (int i = 0; i < steps().size(); i++) {
            replace(i, steps().get(i).inLane(0));
            if (!steps().get(i).isConnect()) {
                replace(i, steps().get(i).unassigned());
            }
            for (int argument = 0; argument < steps().get(i).arguments().size(); argument++) {
                simplify(i, argument);
            }
        }
    }

    private void simplify(int step, int argument) throws SQLException {
        Value value = steps().get(step).arguments().get(argument);
        for (Value simpler : Simpler.than(value)) {
            List<Value> arguments = new ArrayList<>(steps().get(step).arguments());
            arguments.set(argument, simpler);
            if (replace(step, steps().get(step).with(arguments))) {
                return;
            }
        }
    }

    private boolean replace(int index, Step step) throws SQLException {
        if (step.equals(steps().get(index))) {
            return false;
        }
        List<Step> changed = new ArrayList<>(steps());
        changed.set(index, step);
        return accepts(changed);
    }

    private boolean accepts(List<Step> steps) throws SQLException {
        if (runs++ >= MOST_RUNS || System.nanoTime() - start >= MOST_NANOS || steps.isEmpty()) {
            return false;
        }
        Difference difference = compared(smallest.program().with(steps));
        if (difference == null || !difference.method().equals(smallest.method())) {
            return false;
        }
        smallest = difference;
        return true;
    }

    /** A program that has become impossible, for an argument fits no method any more, shows nothing. */
    private @Nullable Difference compared(Program program) throws SQLException {
        try {
            return oracle.compare(program, boundary);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
