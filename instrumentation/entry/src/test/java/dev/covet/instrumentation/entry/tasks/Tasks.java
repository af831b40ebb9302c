package dev.covet.instrumentation.entry.tasks;

import dev.covet.instrumentation.entry.EntryLog;
import dev.covet.instrumentation.spi.Woven;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The real classes of the JDK, woven for each test. */
abstract class Tasks {
    final EntryLog log = new EntryLog();
    private @Nullable Woven woven;

    @BeforeEach
    void weave() throws Exception {
        woven = Woven.into(TaskInstrumentations.all(log.entries()));
    }

    @AfterEach
    void unweave() throws Exception {
        UnitOfWork.enter(null);
        if (woven != null) {
            woven.close();
        }
    }

    static UnitOfWork request(String name) {
        return new UnitOfWork(UnitOfWork.Kind.REQUEST, name, System.nanoTime());
    }

    /** Runs something within a unit. */
    static <T extends @Nullable Object> T within(@Nullable UnitOfWork work, Callable<T> code) throws Exception {
        UnitOfWork before = UnitOfWork.enter(work);
        try {
            return code.call();
        } finally {
            UnitOfWork.enter(before);
        }
    }
}
