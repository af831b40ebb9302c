package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.engine.signal.PoolFindingSignal;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalSink;
import java.util.function.Consumer;

/** Prints what was found about pools; who found it says each only once. Stacks are on lines of their own. */
final class PoolFindingLog implements SignalSink {
    private final Consumer<String> info;
    private final Consumer<String> warn;

    PoolFindingLog(Consumer<String> info, Consumer<String> warn) {
        this.info = info;
        this.warn = warn;
    }

    @Override
    public void accept(Signal signal) {
        if (signal instanceof PoolFindingSignal finding) {
            String text = finding.text().replace("\n", "\n[covet] ");
            switch (finding.kind()) {
                case EXHAUSTED, LEAK, NESTED, DEADLOCK, STATEMENT_LEAK -> warn.accept(text);
                default -> info.accept(text);
            }
        }
    }
}
