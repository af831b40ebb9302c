package dev.covet.nplus1.corpus;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalSink;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import dev.covet.optimizer.sql.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stands where tracing does: notes what is executed, and what is found. For one thread. */
final class Watch implements Stage, SignalSink {
    private static final String OURS = "dev.covet.";
    private static final String PROGRAMS = "dev.covet.nplus1.";

    private final IdentityHashMap<StatementCall, Integer> stacks = new IdentityHashMap<>();
    private final IdentityHashMap<ConnectionSession, Integer> connections = new IdentityHashMap<>();
    private final List<FindingSignal> findings = new CopyOnWriteArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private @Nullable StatementCall any;

    @Override
    public String feature() {
        return "watch";
    }

    @Override
    public Verdict enter(StatementCall call) {
        if (any == null) {
            any = call;
            call.session().engine().bus().add(this);
        }
        if (!call.ours()) {
            stacks.put(call, stack());
        }
        return Verdict.PROCEED;
    }

    /** Without what is ours: it is not there when other tools watch. */
    private static int stack() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith(OURS)
                                || frame.getClassName().startsWith(PROGRAMS))
                        .mapToInt(frame -> 31 * frame.getClassName().hashCode() + frame.getByteCodeIndex())
                        .reduce(0, (all, frame) -> 31 * all + frame));
    }

    @Override
    public void exit(StatementCall call) {
        Integer stack = stacks.remove(call);
        if (stack == null) {
            return;
        }
        SqlText text = call.text();
        connections.putIfAbsent(call.session(), connections.size());
        executions.add(new Execution(
                key(text),
                text.fingerprint().toString(),
                text.sql(),
                values(call),
                text.kind() == StatementKind.SELECT,
                call.prepared(),
                connections.get(call.session()),
                call.endNanos() - call.startNanos(),
                stack));
    }

    private static List<String> values(StatementCall call) {
        List<String> values = new ArrayList<>();
        Parameters bound = call.parameters();
        for (int i = 1; bound != null && i <= bound.count(); i++) {
            values.add(String.valueOf(bound.get(i)));
        }
        return values;
    }

    /** The tables without what tells the key types apart, and whether there are values. */
    static String key(SqlText text) {
        return text.tables().stream().map(TableName::name).map(Shop::plain).collect(Collectors.joining("+"))
                + (text.parameterCount() > 0 || text.literals() ? "?" : "");
    }

    @Override
    public void accept(Signal signal) {
        if (signal instanceof FindingSignal finding) {
            findings.add(finding);
        }
    }

    /** What was executed and found since the last time. */
    List<Execution> executions() {
        List<Execution> taken = new ArrayList<>(executions);
        executions.clear();
        return taken;
    }

    /** Since the last time. */
    List<FindingSignal> findings() {
        StatementCall seen = any;
        if (seen != null && !seen.session().engine().bus().flush(Duration.ofSeconds(10))) {
            throw new IllegalStateException("findings did not arrive");
        }
        List<FindingSignal> taken = List.copyOf(findings);
        findings.clear();
        return taken;
    }

    /** Ends the thread that brings the findings. */
    void close() {
        StatementCall seen = any;
        if (seen != null) {
            seen.session().engine().bus().close();
        }
    }
}
