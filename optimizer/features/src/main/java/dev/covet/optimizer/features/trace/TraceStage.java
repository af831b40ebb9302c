package dev.covet.optimizer.features.trace;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TraceSource;
import dev.covet.optimizer.engine.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Notes the trace a statement belongs to, and posts the call when it has ended. Unsampled calls are posted as well:
 * metrics count every statement.
 */
public final class TraceStage implements Stage {
    @Override
    public String feature() {
        return "trace";
    }

    @Override
    public Verdict enter(StatementCall call) {
        TraceSource source = call.session().engine().traceSource();
        @Nullable Object context = source.current();
        // What Covet asks ahead belongs to no trace; metrics count it.
        call.trace(context, !call.session().ours() && source.sampled(context));
        return Verdict.PROCEED;
    }

    @Override
    public void end(StatementCall call) {
        Engine engine = call.session().engine();
        if (call.served() && call.sampled()) {
            engine.traceSource().served(call);
        }
        engine.bus().post(call);
    }
}
