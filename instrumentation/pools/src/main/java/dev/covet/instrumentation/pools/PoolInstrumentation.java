package dev.covet.instrumentation.pools;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.util.List;
import java.util.Set;

/** Methods of one class of a pool. */
record PoolInstrumentation(String name, Set<String> types, List<MethodAdvice> methods) implements TypeInstrumentation {
    /** In place of the index of an argument: the object itself. */
    static final int SELF = -1;

    static PoolInstrumentation methods(String type, MethodAdvice... methods) {
        return new PoolInstrumentation("pools", Set.of(type), List.of(methods));
    }

    static MethodAdvice before(String method, String signature, InstrumentationPoint point) {
        return new MethodAdvice(AdviceKind.ENTER, method, signature, point);
    }

    static MethodAdvice after(String method, String signature, InstrumentationPoint point) {
        return new MethodAdvice(AdviceKind.EXIT, method, signature, point);
    }

    /** A method that lends, and may be kept from waiting in vain. */
    static MethodAdvice lending(String method, String signature, InstrumentationPoint point) {
        return new MethodAdvice(AdviceKind.MAY_REJECT, method, signature, point);
    }

    static MethodAdvice around(String method, String signature, InstrumentationPoint point) {
        return new MethodAdvice(AdviceKind.ENTER_AND_EXIT, method, signature, point);
    }
}
