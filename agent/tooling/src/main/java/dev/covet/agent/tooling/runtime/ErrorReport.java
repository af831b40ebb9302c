package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import java.util.function.BiConsumer;

/** Prints what went wrong in us, each sentence once. A class, because the first lambda in a JVM is expensive at start. */
public final class ErrorReport implements BiConsumer<String, Throwable> {
    private final AgentLog log;

    public ErrorReport(AgentLog log) {
        this.log = log;
    }

    @Override
    public void accept(String sentence, Throwable error) {
        log.warnOnce(sentence, sentence + " " + error);
    }
}
