package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.engine.signal.TransactionSignal;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What all sessions of one agent, or of one library user, share. */
public final class Engine {
    private final SqlTextCache texts;
    private final SignalBus bus;
    private final SelfProtection protection;
    private final LongSupplier nanoTime;
    private volatile Pipeline pipeline = Pipeline.EMPTY;
    private volatile TraceSource traceSource = TraceSource.NONE;
    private volatile boolean parametersWanted;
    private volatile boolean tracedByOthers;

    public Engine(SqlTextCache texts, SignalBus bus, SelfProtection protection, LongSupplier nanoTime) {
        this.texts = texts;
        this.bus = bus;
        this.protection = protection;
        this.nanoTime = nanoTime;
    }

    public SqlTextCache texts() {
        return texts;
    }

    public SignalBus bus() {
        return bus;
    }

    public SelfProtection protection() {
        return protection;
    }

    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** Takes effect with the next statement of every connection. {@link Pipeline#EMPTY} is the kill switch. */
    public void pipeline(Pipeline changed) {
        pipeline = changed;
    }

    public TraceSource traceSource() {
        return traceSource;
    }

    public void traceSource(TraceSource source) {
        traceSource = source;
    }

    /** Whether some stage wants bound values kept. */
    public boolean parametersWanted() {
        return parametersWanted;
    }

    public void parametersWanted(boolean wanted) {
        parametersWanted = wanted;
    }

    /** Whether another agent traces statements at the driver. */
    public boolean tracedByOthers() {
        return tracedByOthers;
    }

    public void tracedByOthers(boolean traced) {
        tracedByOthers = traced;
    }

    void transaction(
            ConnectionSession session, TransactionSignal.Step step, long startNanos, @Nullable Throwable failure) {
        if (pipeline.isEmpty()) {
            return;
        }
        try {
            TraceSource source = traceSource;
            Object context = source.current();
            TransactionSignal signal = new TransactionSignal(
                    session,
                    step,
                    startNanos,
                    nanoTime(),
                    failure,
                    UnitOfWork.current(),
                    context,
                    source.sampled(context));
            source.transaction(signal);
            bus.post(signal);
        } catch (Throwable error) {
            protection.guard("trace").failed(error);
        }
    }
}
