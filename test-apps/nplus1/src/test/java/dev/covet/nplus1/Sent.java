package dev.covet.nplus1;

import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.sql.StatementKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;

/** Notes which statements reach the database. Stands where tracing does. */
final class Sent implements Stage {
    private static final long ROUND_TRIP = 1_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final Set<Pair> pairs = new CopyOnWriteArraySet<>();

    @Override
    public String feature() {
        return "sent";
    }

    @Override
    public Verdict enter(StatementCall call) {
        clock.addAndGet(ROUND_TRIP);
        return Verdict.PROCEED;
    }

    /** Nanoseconds of a clock that goes on by a millisecond with each statement. */
    long clock() {
        return clock.get();
    }

    @Override
    public void end(StatementCall call) {
        (call.served() ? served : statements).add(call.text().sql());
        if (call.text().kind() == StatementKind.SELECT) {
            pairs.addAll(Pattern.of(call.text(), call.session().facts()).pairs());
        }
    }

    /** What was learned of all queries so far. */
    Set<Pair> pairs() {
        return new LinkedHashSet<>(pairs);
    }

    /** Those that reached the database since the last reset. */
    List<String> statements() {
        return new ArrayList<>(statements);
    }

    /** Those that did not have to. */
    List<String> served() {
        return new ArrayList<>(served);
    }

    void reset() {
        statements.clear();
        served.clear();
    }
}
