package dev.covet.instrumentation.entry.http;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.Visit;
import dev.covet.optimizer.engine.Visits;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request and its unit of work, from any server. */
public final class RequestWork {
    private final Entries entries;
    private final UnitOfWork work;
    private final @Nullable Visit visit;
    private final AtomicBoolean ended = new AtomicBoolean();

    private RequestWork(Entries entries, UnitOfWork work, @Nullable Visit visit) {
        this.entries = entries;
        this.work = work;
        this.visit = visit;
    }

    public static RequestWork begin(
            Entries entries, String method, Function<String, @Nullable String> headers, Visits.Answer answer) {
        UnitOfWork work = entries.begin(UnitOfWork.Kind.REQUEST, RequestNames.name(method, null), headers);
        return new RequestWork(entries, work, entries.visit(work, headers, answer));
    }

    /** This thread serves it from now on. Returns the unit of work that was its before. */
    public @Nullable UnitOfWork enter() {
        UnitOfWork before = UnitOfWork.enter(work);
        if (visit != null) {
            visit.served();
        }
        return before;
    }

    /** This thread serves it no more. */
    public void leave(@Nullable UnitOfWork before) {
        if (visit != null) {
            visit.left();
        }
        UnitOfWork.enter(before);
    }

    public UnitOfWork work() {
        return work;
    }

    /** Whether the facts of its end are to have details. */
    public boolean wantsDetails() {
        return entries.wantsDetails(work);
    }

    public boolean ended() {
        return ended.get();
    }

    /** Ends it, unless somebody else did. */
    public void end(RequestFacts facts, @Nullable Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            work.rename(RequestNames.name(facts.method(), facts.route()));
            entries.end(work, facts, failure);
        }
    }
}
