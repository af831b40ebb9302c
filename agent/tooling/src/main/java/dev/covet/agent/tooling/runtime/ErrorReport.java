package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.Frames;
import java.util.function.BiConsumer;

/** Prints what went wrong in us. A class, because the first lambda in a JVM is expensive at start. */
public final class ErrorReport implements BiConsumer<String, Throwable> {
    private final AgentLog log;

    public ErrorReport(AgentLog log) {
        this.log = log;
    }

    @Override
    public void accept(String sentence, Throwable error) {
        String line = sentence + " " + Frames.describe(error);
        if (sentence.startsWith("COVET-2101")) {
            log.error(line);
        } else {
            log.warnOnce(sentence + error.getClass().getName(), line);
        }
    }
}
