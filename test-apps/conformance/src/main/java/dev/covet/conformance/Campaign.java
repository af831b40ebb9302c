package dev.covet.conformance;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Many programs on one target, each without and behind several boundaries. */
final class Campaign {
    private static final int ENOUGH = 3;

    /** Of so many programs one may not end on the bare driver; such a program compares nothing. */
    private static final int PROGRAMS_PER_ENDLESS = 500;

    private final Oracle oracle;
    private final Map<String, Boundary> boundaries;
    private final List<String> findings = new ArrayList<>();
    private final List<Long> endless = new ArrayList<>();

    Campaign(Oracle oracle, Map<String, Boundary> boundaries) {
        this.oracle = oracle;
        this.boundaries = boundaries;
    }

    /** Texts about the programs that showed a boundary, made small; at most three, for they cost time. */
    List<String> run(long firstSeed, int programs) throws SQLException {
        return run(new Generator(oracle.target().dialect())::generate, firstSeed, programs);
    }

    /** Likewise, with programs of another generator. */
    List<String> run(LongFunction<Program> generator, long firstSeed, int programs) throws SQLException {
        int mostEndless = ENOUGH + programs / PROGRAMS_PER_ENDLESS;
        for (long seed = firstSeed; seed < firstSeed + programs && findings.size() < ENOUGH; seed++) {
            run(generator.apply(seed));
            if (endless.size() > mostEndless) {
                findings.add("Too many programs do not end on the bare driver; their seeds are " + endless);
                break;
            }
        }
        return findings;
    }

    private void run(Program program) throws SQLException {
        Transcript expected = oracle.run(program, Boundary.NONE);
        if (!expected.ended()) {
            endless.add(program.seed());
            return;
        }
        for (Map.Entry<String, Boundary> boundary : boundaries.entrySet()) {
            Difference difference = oracle.compare(program, expected, boundary.getValue());
            if (difference != null) {
                findings.add(boundary.getKey() + ": " + Shrinker.shrink(oracle, boundary.getValue(), difference));
            }
        }
    }
}
