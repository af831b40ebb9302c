package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How units of work come along to tasks. */
public final class TaskInstrumentations {
    static final String FEATURE = "tasks";

    private TaskInstrumentations() {}

    public static List<TypeInstrumentation> all(Entries entries) {
        Captures captures = new Captures();
        WorkerThreads workers = new WorkerThreads(entries, captures);
        List<TypeInstrumentation> all = new ArrayList<>();
        all.add(new ExecutorInstrumentation(captures, workers));
        all.addAll(new ForkJoinInstrumentation(captures, entries).instrumentations());
        all.addAll(new TimerInstrumentation(captures, entries).instrumentations());
        all.addAll(new ThreadInstrumentation(workers).instrumentations());
        all.add(FutureInstrumentation.instrumentation());
        return all;
    }

    static TypeInstrumentation of(Set<String> types, List<MethodAdvice> methods) {
        return new Named(FEATURE, types, methods);
    }

    private record Named(String name, Set<String> types, List<MethodAdvice> methods) implements TypeInstrumentation {}
}
