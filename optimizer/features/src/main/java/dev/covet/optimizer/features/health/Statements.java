package dev.covet.optimizer.features.health;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.StatementWatch;
import dev.covet.optimizer.engine.signal.PoolFindingSignal.Kind;
import java.lang.ref.PhantomReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looks after one statement in 64: who leaks them leaks many. */
final class Statements implements StatementWatch {
    /** A power of two. */
    private static final int ONE_IN = 64;

    private static final int MOST = 2_000;

    private final Findings findings;
    private final Set<Tracked> open = ConcurrentHashMap.newKeySet();

    /** Written without order: it only spreads the sample. */
    private int seen;

    Statements(Findings findings) {
        this.findings = findings;
    }

    /** One statement that is not closed yet. */
    private final class Tracked extends PhantomReference<Object> implements Opened {
        private final ConnectionSession session;
        private final String site;
        private volatile boolean closed;
        private boolean unreachable;
        private long since;

        @SuppressWarnings("NullAway")
        Tracked(Object reached, ConnectionSession session, String site) {
            super(reached, null);
            this.session = session;
            this.site = site;
        }

        @Override
        public void closed() {
            closed = true;
            open.remove(this);
        }

        /** Whether nobody has it any more, and nobody is about to close it either. */
        boolean isLost(long now) {
            if (!refersTo(null) || closed) {
                return false;
            }
            if (!unreachable) {
                unreachable = true;
                since = now;
            }
            return now - since >= Sweep.GRACE && !closed;
        }
    }

    @Override
    public @Nullable Opened opened(Object reached, ConnectionSession session) {
        if ((++seen & (ONE_IN - 1)) != 0 || open.size() >= MOST || session.ours()) {
            return null;
        }
        Tracked made = new Tracked(reached, session, CallSite.here().method());
        open.add(made);
        return made;
    }

    /** On the thread that looks. */
    void sweep(long now) {
        open.removeIf(tracked -> isDone(tracked, now));
    }

    private boolean isDone(Tracked tracked, long now) {
        if (tracked.session.state().isGone() || tracked.session.state().opaque()) {
            return true;
        }
        boolean lost = tracked.isLost(now);
        if (lost) {
            lost(tracked);
        }
        return lost;
    }

    private void lost(Tracked tracked) {
        String known = tracked.session.poolName();
        String pool = known == null ? "" : known;
        if (findings.isNews(Kind.STATEMENT_LEAK, pool, tracked.site)) {
            findings.say(
                    Kind.STATEMENT_LEAK,
                    pool,
                    "COVET-4511",
                    "A statement was left to the garbage collector without being closed, and its connection goes on. It was"
                            + " made " + (tracked.site.isEmpty() ? "by a library" : "at " + tracked.site)
                            + ". Until then it keeps memory here and in the server. To do: close it in every case, with"
                            + " try-with-resources.");
        }
    }
}
