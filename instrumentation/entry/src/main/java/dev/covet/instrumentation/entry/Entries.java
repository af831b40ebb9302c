package dev.covet.instrumentation.entry;

import dev.covet.optimizer.engine.EntryListener;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.Visit;
import dev.covet.optimizer.engine.Visits;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Begins and ends units of work, and tells the listener. What the listener throws is counted and goes no further. */
public final class Entries {
    private static final String FEATURE = "entry";

    private final LongSupplier nanoTime;
    private final SelfProtection protection;
    private volatile EntryListener listener = EntryListener.NONE;
    private volatile EntryStart start = EntryStart.DONE;
    private volatile @Nullable Visits visits;

    public Entries(LongSupplier nanoTime, SelfProtection protection) {
        this.nanoTime = nanoTime;
        this.protection = protection;
    }

    public void listener(EntryListener changed) {
        listener = changed;
    }

    /** Who knows clients again; null for nobody. */
    public void visits(@Nullable Visits changed) {
        visits = changed;
    }

    /** Null if nobody knows clients again. */
    public @Nullable Visit visit(UnitOfWork work, Function<String, @Nullable String> headers, Visits.Answer answer) {
        Visits known = visits;
        if (known == null || !protection.isEnabled()) {
            return null;
        }
        Visit visit = known.begin(work, headers, answer);
        work.visit(visit);
        return visit;
    }

    /** What to call before the first request. */
    public void start(EntryStart changed) {
        start = changed;
    }

    /** A server starts. */
    public void expected() {
        start.expected();
    }

    /** A unit that has begun and is not yet current anywhere. */
    public UnitOfWork begin(UnitOfWork.Kind kind, String name, Function<String, @Nullable String> headers) {
        UnitOfWork work = new UnitOfWork(kind, name, nanoTime.getAsLong());
        if (kind == UnitOfWork.Kind.REQUEST) {
            start.arrived();
        }
        try {
            listener.began(work, headers);
        } catch (Throwable error) {
            protection.guard(FEATURE).failed(error);
        }
        return work;
    }

    /** Whether somebody will look at the details of this request. */
    public boolean wantsDetails(UnitOfWork work) {
        try {
            return listener.wantsDetails(work);
        } catch (Throwable error) {
            protection.guard(FEATURE).failed(error);
            return false;
        }
    }

    /** To be called once for each unit. */
    public void end(UnitOfWork work, RequestFacts facts, @Nullable Throwable failure) {
        work.end();
        try {
            listener.ended(work, facts, failure);
        } catch (Throwable error) {
            protection.guard(FEATURE).failed(error);
        }
    }
}
