package dev.covet.optimizer.features.cache.shared;

import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The server and the connections to it. Those who ask use a connection that is there, or none: one thread opens them, writes, and
 * sees when the server is back after {@link #ASIDE} calls in a row have failed.
 */
final class RedisStore implements AutoCloseable {
    private static final int MOST = 8;
    private static final int ASIDE = 3;
    private static final long WRITING = TimeUnit.SECONDS.toNanos(2);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);
    private static final long SETTLED = TimeUnit.MINUTES.toNanos(1);
    private static final int WEIGHT = 8;

    /** Round trips that were measured so long ago count no more. */
    private static final long STALE = TimeUnit.MILLISECONDS.toNanos(100);

    private final RedisAddress address;
    private final Supplier<SSLSocketFactory> encrypting;
    private final SharedListener listener;
    private final LongSupplier clock;
    private final long timeout;
    private final int largest;
    private final Deque<RedisConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean up = new AtomicBoolean();
    private final AtomicBoolean saidForeign = new AtomicBoolean();
    private volatile boolean wanted = true;
    private volatile boolean closed;
    private volatile boolean lost;
    private volatile @Nullable RedisConnection writer;
    private volatile long usual;
    private volatile long measured;
    private volatile boolean doubted;

    /** Of the thread that writes, as are those below. */
    private long pause = FIRST_PAUSE;

    private boolean paused = true;
    private long pausedUntil;
    private long since;
    private String refused = "";
    private long refusedUntil;
    private long refusedPause = FIRST_PAUSE;

    private static final class Answer {
        /** The server was not asked, or has not answered. */
        static final Answer NONE = new Answer(null);

        private final byte @Nullable [] bytes;

        Answer(byte @Nullable [] bytes) {
            this.bytes = bytes;
        }

        byte @Nullable [] bytes() {
            return bytes;
        }
    }

    /**
     * Not connected yet.
     *
     * @param timeout nanoseconds that those who ask wait
     * @param largest bytes of a value
     */
    RedisStore(
            RedisAddress address,
            Supplier<SSLSocketFactory> encrypting,
            SharedListener listener,
            LongSupplier clock,
            long timeout,
            int largest) {
        this.address = address;
        this.encrypting = encrypting;
        this.listener = listener;
        this.clock = clock;
        this.timeout = timeout;
        this.largest = largest;
        this.pausedUntil = clock.getAsLong();
        this.refusedUntil = pausedUntil;
        this.since = pausedUntil;
    }

    /** Whether it answers, as far as it is known. */
    boolean isUp() {
        return up.get();
    }

    /** Whether its round trip is shorter than these nanoseconds, or nobody knows. If it is not, it is measured again soon. */
    boolean isQuicker(long nanos) {
        boolean quicker = usual < nanos;
        if (!quicker && !doubted) {
            doubted = true;
        }
        return quicker;
    }

    byte @Nullable [] get(String key) {
        return ask(RedisConnection.bytes("GET"), RedisConnection.bytes(key)).bytes();
    }

    /** Whether nobody else has it, for so many milliseconds; true also if that cannot be said. */
    boolean claim(String key, long millis) {
        Answer set = ask(
                RedisConnection.bytes("SET"),
                RedisConnection.bytes(key),
                RedisConnection.bytes("1"),
                RedisConnection.bytes("NX"),
                RedisConnection.bytes("PX"),
                RedisConnection.bytes(String.valueOf(millis)));
        return set == Answer.NONE || set.bytes() != null;
    }

    private Answer ask(byte[]... command) {
        RedisConnection connection = up.get() ? idle.pollFirst() : null;
        if (connection == null) {
            wanted = true;
            return Answer.NONE;
        }
        boolean usable = false;
        try {
            long start = clock.getAsLong();
            Answer answer = new Answer(connection.call(timeout, command));
            measure(start);
            usable = true;
            failures.set(0);
            return answer;
        } catch (RedisErrorException error) {
            usable = true;
            wrong(error);
            return Answer.NONE;
        } catch (IOException broken) {
            failed(broken);
            return Answer.NONE;
        } finally {
            giveBack(connection, usable);
        }
    }

    private void measure(long start) {
        long now = clock.getAsLong();
        long before = usual;
        boolean first = before == 0 || now - measured > STALE;
        usual = before + (now - start - before) / (first ? 1 : WEIGHT);
        measured = now;
    }

    private void giveBack(RedisConnection connection, boolean usable) {
        if (usable && up.get() && !closed) {
            idle.addFirst(connection);
            if (!closed && up.get()) {
                return;
            }
            if (!idle.remove(connection)) {
                return;
            }
        }
        connection.close();
        opened.decrementAndGet();
    }

    private void wrong(RedisErrorException error) {
        if (!String.valueOf(error.getMessage()).startsWith("WRONGTYPE")) {
            failed(error);
        } else if (saidForeign.compareAndSet(false, true)) {
            listener.sharedLost(SharedProblem.of(error, address.toString()));
        }
    }

    /** A call has failed, of which three in a row are enough. */
    void failed(Throwable why) {
        if (failures.incrementAndGet() >= ASIDE && up.compareAndSet(true, false)) {
            lost(why);
        }
    }

    private void lost(Throwable why) {
        closeIdle();
        RedisConnection writing = writer;
        if (writing != null) {
            // It may stand still in the middle of a value.
            writing.close();
        }
        if (!closed && !lost) {
            lost = true;
            listener.sharedLost(SharedProblem.of(why, address.toString()));
        }
    }

    private void closeIdle() {
        for (RedisConnection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            each.close();
            opened.decrementAndGet();
        }
    }

    /**
     * Opens what is wanted, looks whether the server is back, and whether it is quick again. Called by one thread, again and again.
     */
    void tend() {
        if (doubted && up.get() && clock.getAsLong() - measured > STALE) {
            // Those who find it slow do not ask, and so would never see that it was slow for a moment only.
            doubted = false;
            ask(RedisConnection.bytes("PING"));
        }
        connect();
    }

    private void connect() {
        boolean away = !up.get();
        if (closed || (away ? isPaused() : !wanted || opened.get() >= MOST)) {
            return;
        }
        try {
            RedisConnection made = RedisConnection.open(address, encrypting.get(), WRITING, largest);
            opened.incrementAndGet();
            wanted = false;
            if (away) {
                arrived();
            }
            giveBack(made, true);
        } catch (IOException | RuntimeException unable) {
            // Also what TLS or the JVM's network settings make of it: else this would be tried again at once, and for
            // ever.
            up.set(false);
            paused = false;
            lost(unable);
        }
    }

    /** Longer each time, unless it went well for long. */
    private boolean isPaused() {
        long now = clock.getAsLong();
        if (!paused) {
            paused = true;
            pause = now - since > SETTLED ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
            pausedUntil = now + pause;
        }
        return now - pausedUntil < 0;
    }

    private void arrived() {
        RedisConnection before = writer;
        writer = null;
        if (before != null) {
            before.close();
        }
        failures.set(0);
        paused = false;
        since = clock.getAsLong();
        up.set(true);
        if (lost) {
            lost = false;
            listener.sharedBack();
        }
    }

    /** Called by the same thread. */
    void put(String key, byte[] value, long millis, @Nullable String claimed) {
        if (!up.get() || clock.getAsLong() - refusedUntil < 0) {
            return;
        }
        RedisConnection connection = writer;
        try {
            if (connection == null) {
                connection = RedisConnection.open(address, encrypting.get(), WRITING, largest);
                writer = connection;
                if (closed) {
                    connection.close();
                    return;
                }
            }
            connection.call(
                    WRITING,
                    RedisConnection.bytes("SET"),
                    RedisConnection.bytes(key),
                    value,
                    RedisConnection.bytes("PX"),
                    RedisConnection.bytes(String.valueOf(millis)));
            accepted();
            if (claimed != null) {
                delete(claimed);
            }
        } catch (RedisErrorException error) {
            refused(error);
        } catch (IOException broken) {
            writer = null;
            if (connection != null) {
                connection.close();
            }
            failed(broken);
        }
    }

    /** Called by the same thread: nobody waits for it any more. */
    void delete(String key) {
        RedisConnection connection = writer;
        if (!up.get() || connection == null) {
            return;
        }
        try {
            connection.call(WRITING, RedisConnection.bytes("DEL"), RedisConnection.bytes(key));
        } catch (RedisErrorException error) {
            refused(error);
        } catch (IOException broken) {
            writer = null;
            connection.close();
            failed(broken);
        }
    }

    private void accepted() {
        if (!refused.isEmpty()) {
            refused = "";
            refusedPause = FIRST_PAUSE;
            listener.sharedBack();
        }
    }

    /** What is there can still be read. */
    private void refused(RedisErrorException error) {
        refusedUntil = clock.getAsLong() + refusedPause;
        refusedPause = Math.min(2 * refusedPause, LONGEST_PAUSE);
        SharedProblem problem = SharedProblem.of(error, address.toString());
        if (!refused.equals(problem.code())) {
            refused = problem.code();
            listener.sharedLost(problem);
        }
    }

    /** Waits a moment, for those who wait for another JVM's answer. */
    static void rest(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    @Override
    public void close() {
        closed = true;
        up.set(false);
        closeIdle();
        RedisConnection writing = writer;
        if (writing != null) {
            writing.close();
        }
    }
}
