package dev.covet.agent.tooling.transform;

import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.util.List;

/**
 * An instrumentation with the numbers of its points.
 *
 * @param instrumentation as it was given
 * @param advice its methods
 */
record Registered(TypeInstrumentation instrumentation, List<NumberedAdvice> advice) {
    /**
     * A method and the number that its advice calls: this one on entry, the next one on exit.
     *
     * @param method as it was given
     * @param number even
     */
    record NumberedAdvice(MethodAdvice method, int number) {}
}
