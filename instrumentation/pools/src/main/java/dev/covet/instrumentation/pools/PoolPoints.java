package dev.covet.instrumentation.pools;

import dev.covet.instrumentation.spi.AdapterSource;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.PoolWatch;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.Wrapped;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.node.NodeGate;
import dev.covet.optimizer.engine.node.WatchedNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The points of one product: borrowing, giving back, opening, closing. */
final class PoolPoints {
    /** What takes less is no waiting. */
    static final long NOTICEABLE_NANOS = 100_000;

    /** What happens in any pool on this thread; shared by all products, because pools can be stacked. */
    private static final ThreadLocal<@Nullable Step> steps = new ThreadLocal<>();

    private final Pools pools;
    private final NodeGate nodes;
    private final AdapterSource adapters;
    private final String adapter;
    private final LongSupplier nanoTime;
    private final WeakIdentityMap<Object, MeteredPool> metered = new WeakIdentityMap<>();
    private final WeakIdentityMap<Object, Lending> lendings = new WeakIdentityMap<>();

    PoolPoints(Pools pools, NodeGate nodes, AdapterSource adapters, String adapter, LongSupplier nanoTime) {
        this.pools = pools;
        this.nodes = nodes;
        this.adapters = adapters;
        this.adapter = adapter;
        this.nanoTime = nanoTime;
    }

    private @Nullable MeteredPool metered(Object pool) {
        MeteredPool known = metered.get(pool);
        PoolAdapter found = known == null ? adapter(pool) : null;
        if (found == null) {
            return known;
        }
        MeteredPool made = new MeteredPool(pool, found, pools);
        MeteredPool kept = metered.putIfAbsent(pool, made);
        if (kept != made) {
            made.close();
        }
        return kept;
    }

    private @Nullable PoolAdapter adapter(Object seen) {
        return adapters.adapter(PoolAdapter.class, adapter, seen.getClass());
    }

    private Lending lending(Object entry) {
        Lending known = lendings.get(entry);
        return known == null ? lendings.putIfAbsent(entry, new Lending()) : known;
    }

    /**
     * Tells the session of a wrapped connection whose it is. A class of its own, because the JVM loads what a class
     * catches when it verifies it: nothing of {@code java.sql} is to be loaded before the application's main method.
     */
    private static final class Owner {
        private Owner() {}

        /** Returns the session, if the connection is wrapped. */
        static @Nullable ConnectionSession link(@Nullable Connection connection, MeteredPool pool) {
            try {
                if (connection != null
                        && (connection instanceof Wrapped || connection.isWrapperFor(Wrapped.class))
                        && connection.unwrap(Wrapped.class) instanceof WrappedConnection wrapped) {
                    wrapped.session().poolName(pool.name());
                    pool.leadsTo(wrapped.session());
                    wrapped.session().released();
                    return wrapped.session();
                }
            } catch (SQLException | AbstractMethodError closedOrOlderThanUnwrapping) {
                // The pool's name is missing in what is told of its statements, nothing else.
            }
            return null;
        }

        static void lent(@Nullable ConnectionSession session, MeteredPool pool, Object result) {
            if (session != null && session.engine().serversWanted()) {
                session.lender(pool.lender(result));
            }
        }

        static void spent(PoolAdapter reader, Object entry) {
            try {
                reader.spent(entry);
            } catch (SQLException gone) {
                // Then it is what is wanted.
            }
        }
    }

    /** Something that goes on in a pool on this thread. */
    private static final class Step {
        private final @Nullable MeteredPool pool;
        private final @Nullable Step outer;
        private final long start;
        private final boolean fills;
        private @Nullable Object entry;

        private Step(@Nullable MeteredPool pool, long start) {
            this(pool, start, false);
        }

        private Step(@Nullable MeteredPool pool, long start, boolean fills) {
            this.pool = pool;
            this.outer = steps.get();
            this.start = start;
            this.fills = fills;
            steps.set(this);
        }

        void end() {
            if (outer == null) {
                steps.remove();
            } else {
                steps.set(outer);
            }
        }
    }

    /** Lends a connection. Self is the pool; the result is what the application gets. */
    final class Borrow implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            MeteredPool pool = self == null ? null : metered(self);
            if (pool == null) {
                return null;
            }
            SQLException refusal = steps.get() == null ? pool.refusal() : null;
            if (refusal != null) {
                return refusal;
            }
            Step step = new Step(pool, nanoTime.getAsLong());
            boolean entered = false;
            try {
                asking(step, pool);
                entered = true;
                return step;
            } finally {
                if (!entered) {
                    step.end();
                }
            }
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (token instanceof Step step) {
                step.end();
                if (step.pool != null) {
                    exit(step, step.pool, result, thrown);
                }
            }
            return null;
        }

        private void exit(Step step, MeteredPool pool, @Nullable Object result, @Nullable Throwable thrown) {
            long now = nanoTime.getAsLong();
            long waited = now - step.start;
            if (step.outer == null) {
                UnitOfWork work = waited < NOTICEABLE_NANOS ? null : UnitOfWork.current();
                if (work != null) {
                    work.waited(waited);
                }
            }
            PoolAdapter reader = pool.adapter();
            Object entry = thrown == null ? step.entry : null;
            if (entry != null && result != null && reader != null) {
                lent(step, pool, reader, entry, result, now);
            } else if (step.outer == null) {
                refused(pool, thrown != null && reader != null && reader.isTimeout(thrown), waited);
            }
            if (step.outer == null && thrown == null && result != null && reader != null) {
                pool.waited(waited);
            }
        }

        private void asking(Step step, MeteredPool pool) {
            PoolWatch watch = step.outer == null ? pools.watch() : null;
            if (watch != null) {
                watch.asking(pool.name());
            }
        }

        private void refused(MeteredPool pool, boolean timeout, long waited) {
            if (timeout) {
                pool.timedOut();
            }
            PoolWatch watch = pools.watch();
            if (watch != null) {
                watch.refused(pool.name(), timeout, waited);
            }
        }

        private void lent(Step step, MeteredPool pool, PoolAdapter reader, Object entry, Object result, long now) {
            Lending lending = lending(entry);
            if (lending.belongsTo(pool)) {
                Connection physical = reader.physical(entry);
                lending.session(
                        Owner.link(physical == null && result instanceof Connection lent ? lent : physical, pool));
            }
            Owner.lent(lending.session(), pool, result);
            lending.lent(now, step.outer == null);
            PoolWatch watch = step.outer == null ? pools.watch() : null;
            lending.watched(
                    watch == null
                            ? null
                            : watch.lent(
                                    pool.name(),
                                    reader.keepsLent() ? null : result,
                                    lending.session(),
                                    now - step.start,
                                    now),
                    now);
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            Step step = (Step) token;
            step.end();
            if (step.outer == null && step.pool != null) {
                refused(step.pool, false, 0);
            }
        }
    }

    /** While something is lent on this thread, shows which entry that is: self, an argument or the result. */
    static final class Lent implements InstrumentationPoint {
        private final int argument;

        Lent(int argument) {
            this.argument = argument;
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            note(argument == PoolInstrumentation.SELF ? self : arguments[argument]);
            return null;
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            note(result);
            return null;
        }

        private void note(@Nullable Object seen) {
            Step step = steps.get();
            PoolAdapter reader = step == null || step.pool == null ? null : step.pool.adapter();
            if (step != null && reader != null && seen != null) {
                step.entry = reader.entry(seen);
            }
        }
    }

    /** An entry comes back: self, or an argument. */
    final class Return implements InstrumentationPoint {
        private final int argument;

        Return(int argument) {
            this.argument = argument;
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            Object entry = argument == PoolInstrumentation.SELF ? self : arguments[argument];
            Lending lending = entry == null ? null : lendings.get(entry);
            if (entry != null && lending != null && lending.returned(nanoTime.getAsLong())) {
                PoolAdapter reader = adapter(entry);
                if (reader != null) {
                    Owner.spent(reader, entry);
                }
            }
            return null;
        }
    }

    /** What was lent of an entry is closed, but the pool may not have it back yet. */
    final class Closing implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            Lending lending = self == null ? null : lendings.get(self);
            if (lending != null) {
                lending.closing();
            }
            return null;
        }
    }

    /** Opens a connection. The result is an entry, or holds one, or is the connection itself. */
    final class Create implements InstrumentationPoint {
        private final boolean selfIsPool;
        private final boolean patient;

        Create(boolean selfIsPool) {
            this(selfIsPool, false);
        }

        /** The thread of a patient one does nothing else, and sleeps ever longer after failures. */
        Create(boolean selfIsPool, boolean patient) {
            this.selfIsPool = selfIsPool;
            this.patient = patient;
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            boolean fills = steps.get() == null;
            if (fills) {
                nodes.beginFilling(patient);
            }
            return new Step(selfIsPool && self != null ? metered(self) : null, nanoTime.getAsLong(), fills);
        }

        private void end(Step step) {
            step.end();
            if (step.fills) {
                WatchedNode asked = nodes.endFilling();
                if (step.pool != null) {
                    step.pool.leadsTo(asked);
                }
            }
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (token instanceof Step step) {
                end(step);
                if (thrown == null && result != null) {
                    created(step, result, nanoTime.getAsLong() - step.start);
                }
            }
            return null;
        }

        private void created(Step step, Object result, long nanos) {
            MeteredPool pool = step.pool;
            PoolAdapter reader = pool == null ? adapter(result) : pool.adapter();
            if (reader == null) {
                return;
            }
            if (pool == null) {
                lending(reader.entry(result)).created(nanos);
                return;
            }
            pool.created(nanos);
            Owner.link(reader.physical(result), pool);
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            end((Step) token);
        }
    }

    /** What a pool does for itself; borrowing within it is nobody's. */
    static final class Internal implements InstrumentationPoint {
        @Override
        public Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            return new Step(null, 0);
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (token instanceof Step step) {
                step.end();
            }
            return null;
        }

        @Override
        public void abandon(@Nullable Object self, Object token) {
            ((Step) token).end();
        }
    }

    final class Close implements InstrumentationPoint {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            MeteredPool pool = self == null ? null : metered.remove(self);
            if (pool != null) {
                pool.close();
            }
            return null;
        }
    }
}
