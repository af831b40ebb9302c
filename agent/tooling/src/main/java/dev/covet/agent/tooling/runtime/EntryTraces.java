package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.EntryListener;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.RequestSignal;
import dev.covet.optimizer.engine.signal.TaskSignal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives requests and tasks their trace, and posts them when they have ended. */
final class EntryTraces implements EntryListener {
    private final Engine engine;

    EntryTraces(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void began(UnitOfWork work, Function<String, @Nullable String> headers) {
        if (!engine.pipeline().isEmpty()) {
            work.trace(engine.traceSource().begin(work.kind(), work.name(), headers));
        }
    }

    @Override
    public boolean wantsDetails(UnitOfWork work) {
        Object trace = work.trace();
        return trace != null && engine.traceSource().sampled(trace);
    }

    @Override
    public void ended(UnitOfWork work, RequestFacts facts, @Nullable Throwable failure) {
        if (work.trace() == null) {
            return;
        }
        long now = engine.nanoTime();
        engine.bus()
                .post(
                        work.kind() == UnitOfWork.Kind.REQUEST
                                ? new RequestSignal(work, facts, now, failure)
                                : new TaskSignal(work, now, failure));
    }
}
