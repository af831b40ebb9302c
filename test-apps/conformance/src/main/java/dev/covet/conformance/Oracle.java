package dev.covet.conformance;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Runs programs on one target, each from the same clean state, and compares. */
final class Oracle implements AutoCloseable {
    private final Target target;
    private final Lanes lanes = new Lanes();
    private final Coverage coverage = new Coverage();

    Oracle(Target target) {
        this.target = target;
    }

    /** Runs one program on a target of its own, as a test that reproduces a difference does. */
    static @Nullable Difference replay(Program program, Boundary boundary) throws SQLException {
        try (Targets targets = new Targets();
                Oracle oracle = new Oracle(targets.open(program.target()))) {
            return oracle.compare(program, boundary);
        }
    }

    Target target() {
        return target;
    }

    Coverage coverage() {
        return coverage;
    }

    /** What a program observes behind a boundary. */
    Transcript run(Program program, Boundary boundary) throws SQLException {
        target.reset(program);
        try (Interpreter interpreter = new Interpreter(target, boundary, coverage, lanes)) {
            return interpreter.run(program);
        }
    }

    /** Null if the boundary does not show. */
    @Nullable Difference compare(Program program, Boundary boundary) throws SQLException {
        return compare(program, run(program, Boundary.NONE), boundary);
    }

    /** The same, with the transcript of the bare driver known already. */
    @Nullable Difference compare(Program program, Transcript expected, Boundary boundary) throws SQLException {
        return Difference.between(program, expected, run(program, boundary));
    }

    @Override
    public void close() throws SQLException {
        lanes.close();
        target.close();
    }
}
