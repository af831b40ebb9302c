package dev.covet.conformance;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs programs on one target, each from the same clean state, and compares. */
final class Oracle implements AutoCloseable {
    /** A program takes milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Target target;
    private final Patience patience;
    private final Lanes lanes = new Lanes();
    private final Coverage coverage = new Coverage();

    Oracle(Target target) {
        this(target, PATIENCE);
    }

    /** Likewise, with another time for a program to end. */
    Oracle(Target target, Duration patience) {
        this.target = target;
        this.patience = new Patience(patience);
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
            Future<?> alarm = patience.watch(interpreter::free);
            try {
                return interpreter.run(program);
            } finally {
                alarm.cancel(false);
            }
        }
    }

    /** Null if the boundary does not show. */
    @Nullable Difference compare(Program program, Boundary boundary) throws SQLException {
        return compare(program, run(program, Boundary.NONE), boundary);
    }

    /** The same, with the transcript of the bare driver known already; one that has not ended says nothing. */
    @Nullable Difference compare(Program program, Transcript expected, Boundary boundary) throws SQLException {
        return expected.ended() ? Difference.between(program, expected, run(program, boundary)) : null;
    }

    @Override
    public void close() throws SQLException {
        patience.close();
        lanes.close();
        target.close();
    }
}
