package dev.covet.agent.tooling.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.runtime.ErrorReport;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.SelfProtection;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
    /** Has the interface by its superclass. */
    static class Sub extends Target {}

    private final List<String> lines = new ArrayList<>();
    private final AgentLog log = new AgentLog(LogLevel.INFO, () -> 0, lines::add);
    private final List<List<Class<?>>> retransformed = new ArrayList<>();

    private static final class Comparables implements TypeInstrumentation {
        @Override
        public String name() {
            return "tested";
        }

        @Override
        public Set<String> interfaces() {
            return Set.of("java.lang.Comparable");
        }

        @Override
        public List<MethodAdvice> methods() {
            return List.of();
        }
    }

    /** A JVM with four classes, of which Sub cannot be changed. */
    private Instrumentation jvm() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getAllLoadedClasses")) {
                        return new Class<?>[] {String.class, Sub.class, Target.class, Target[].class, int.class};
                    }
                    if (method.getName().equals("isModifiableClass")) {
                        return true;
                    }
                    List<Class<?>> wanted = List.of((Class<?>[]) arguments[0]);
                    retransformed.add(wanted);
                    if (wanted.contains(Sub.class)) {
                        throw new VerifyError("planted");
                    }
                    return null;
                });
    }

    @Test
    void retransform_oneClassFails_theOthersAreStillDone() {
        SelfProtection protection = new SelfProtection(() -> 0, new ErrorReport(log));
        TypeIndex index = TypeIndex.register(List.of(new Comparables()), protection);
        LazyTransformer transformer = new LazyTransformer(index, protection.guard("transformer"), null);

        new LoadedClasses(jvm(), transformer, log).retransform();

        assertThat(retransformed)
                .containsExactly(List.of(Sub.class, Target.class), List.of(Sub.class), List.of(Target.class));
        assertThat(lines).singleElement().asString().contains("COVET-2006", Sub.class.getName(), "planted");
    }
}
