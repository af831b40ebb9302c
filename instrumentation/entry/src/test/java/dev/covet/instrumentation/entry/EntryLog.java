package dev.covet.instrumentation.entry;

import dev.covet.optimizer.engine.EntryListener;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what a listener is told. */
public final class EntryLog implements EntryListener {
    /** One unit that ended. */
    public record Ended(
            UnitOfWork work, RequestFacts facts, @Nullable Throwable failure) {
        public String name() {
            return work.name();
        }
    }

    public final List<UnitOfWork> began = new CopyOnWriteArrayList<>();
    public final List<String> parents = new CopyOnWriteArrayList<>();
    public final List<Ended> ended = new CopyOnWriteArrayList<>();

    public volatile boolean detailed = true;

    /** Entries that tell this log. An error of ours fails the test. */
    public Entries entries() {
        SelfProtection protection = new SelfProtection(System::nanoTime, EntryLog::fail);
        Entries entries = new Entries(System::nanoTime, protection);
        entries.listener(this);
        return entries;
    }

    /** An error of ours. */
    public static void fail(String text, Throwable error) {
        throw new AssertionError(text, error);
    }

    @Override
    public void began(UnitOfWork work, Function<String, @Nullable String> headers) {
        began.add(work);
        parents.add(String.valueOf(headers.apply("traceparent")));
    }

    @Override
    public boolean wantsDetails(UnitOfWork work) {
        return detailed;
    }

    @Override
    public void ended(UnitOfWork work, RequestFacts facts, @Nullable Throwable failure) {
        ended.add(new Ended(work, facts, failure));
    }
}
