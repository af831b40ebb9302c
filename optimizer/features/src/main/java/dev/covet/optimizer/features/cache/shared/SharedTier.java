package dev.covet.optimizer.features.cache.shared;

import dev.covet.optimizer.engine.OwnThread;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Answers in a store that other JVMs use, too. Says nothing about whether an answer is current. */
public final class SharedTier implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final int MOST_WAITING = 256;
    private static final long MOST_PENDING = 8L << 20;
    private static final int ROOM = 64 << 10;
    private static final long LOOKING = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long KEPT = TimeUnit.HOURS.toMillis(1);
    private static final long CLAIMED = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(5);
    private static final int LONGER = 2;
    private static final int PARTS = 16;

    private final RedisStore store;
    private final Sealing sealing;
    private final LongSupplier clock;
    private final BlockingQueue<Offer> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong pending = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    private record Offer(
            SharedKey key, RowCodec codec, @Nullable SharedAnswer answer) {}

    private SharedTier(RedisStore store, Sealing sealing, LongSupplier clock) {
        this.store = store;
        this.sealing = sealing;
        this.clock = clock;
        this.thread = OwnThread.of(this::work, "covet-shared-" + THREADS.incrementAndGet());
    }

    /**
     * One that begins to connect. Null if the settings want none, or are wrong, which is said.
     *
     * @param largest bytes of the rows of an answer
     */
    public static @Nullable SharedTier of(
            SharedSettings settings, long largest, SharedListener listener, LongSupplier clock) {
        return of(settings, largest, listener, clock, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static @Nullable SharedTier of(
            SharedSettings settings,
            long largest,
            SharedListener listener,
            LongSupplier clock,
            Supplier<SSLSocketFactory> encrypting) {
        if (settings.isOff()) {
            return null;
        }
        RedisAddress address = RedisAddress.parse(settings.url().reveal());
        if (address == null) {
            listener.sharedLost(new SharedProblem(
                    "COVET-4256",
                    "covet.cache.shared.url is not an address of Redis, so no answers are shared.",
                    "Write it as redis://user:password@host:6379/0, or rediss:// for TLS; put signs such as @ and / in a"
                            + " password as %40 and %2F."));
            return null;
        }
        Sealing sealing = Sealing.of(settings.keys().reveal());
        if (sealing == null) {
            listener.sharedLost(new SharedProblem(
                    "COVET-4257",
                    "covet.cache.shared.key is not an AES key, so no answers are shared.",
                    "Make one with: openssl rand -base64 32."));
            return null;
        }
        int most = (int) Math.min(Integer.MAX_VALUE / 4, 2 * largest + ROOM);
        RedisStore store = new RedisStore(
                address, encrypting, listener, clock, settings.timeout().toNanos(), most);
        SharedTier tier = new SharedTier(store, sealing, clock);
        tier.thread.start();
        return tier;
    }

    /**
     * Whether to look for the answers of such a query.
     *
     * @param usual nanoseconds that the database takes for it; 0 if nobody knows
     */
    public boolean isWorth(long usual) {
        return store.isUp() && (usual == 0 || store.isQuicker(usual / LONGER));
    }

    /**
     * An answer of another JVM that suits, or null. If the query takes long and another JVM is asking the database for it already, this
     * waits for that for a while.
     *
     * @param most nanoseconds to wait for another JVM
     * @param cancelled whether nobody wants it any more
     * @param suits what becomes of an answer; null if it is not current enough
     */
    public <T> @Nullable T find(
            SharedKey key,
            RowCodec codec,
            long usual,
            long most,
            BooleanSupplier cancelled,
            Function<SharedAnswer, @Nullable T> suits) {
        T found = found(key, codec, suits);
        long wait = Math.min(LONGER * usual, Math.min(most, LONGEST_WAIT));
        long until = clock.getAsLong() + wait;
        while (found == null
                && usual >= CLAIMED
                && !cancelled.getAsBoolean()
                && !store.claim(key.lease(), TimeUnit.NANOSECONDS.toMillis(wait) + 1)
                && clock.getAsLong() - until < 0
                && !Thread.currentThread().isInterrupted()) {
            RedisStore.rest(Math.max(SHORTEST_REST, Math.min(usual / PARTS, LONGEST_REST)));
            found = found(key, codec, suits);
        }
        return found;
    }

    private <T> @Nullable T found(SharedKey key, RowCodec codec, Function<SharedAnswer, @Nullable T> suits) {
        byte[] bytes = store.get(key.name());
        Envelope.Content content = bytes == null ? null : Envelope.read(key, bytes, sealing);
        Rows rows = content == null ? null : codec.decode(content.rows().array());
        return content == null || rows == null
                ? null
                : suits.apply(new SharedAnswer(rows, content.shown(), content.nanos()));
    }

    /** For others. Dropped if too many are to be written already. */
    public void offer(SharedKey key, RowCodec codec, SharedAnswer answer) {
        Offer offer = new Offer(key, codec, answer);
        if (store.isUp() && pending.get() < MOST_PENDING && waiting.offer(offer)) {
            pending.addAndGet(answer.rows().bytes());
        }
    }

    /** There will be no answer: who waits for it is to ask the database. */
    public void release(SharedKey key, RowCodec codec, long usual) {
        if (usual >= CLAIMED && store.isUp()) {
            waiting.offer(new Offer(key, codec, null));
        }
    }

    private void work() {
        while (!closed) {
            try {
                store.tend();
                Offer next = waiting.poll(LOOKING, TimeUnit.NANOSECONDS);
                if (next != null) {
                    SharedAnswer answer = next.answer();
                    if (answer == null) {
                        store.delete(next.key().lease());
                    } else {
                        pending.addAndGet(-answer.rows().bytes());
                        write(next.key(), next.codec(), answer);
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | LinkageError | OutOfMemoryError ours) {
                // An answer may be too large for what is left of the heap; the next one need not be.
                store.failed(ours);
            }
        }
    }

    private void write(SharedKey key, RowCodec codec, SharedAnswer answer) {
        byte[] rows = codec.encode(answer.rows());
        if (rows != null) {
            Envelope.Content content = new Envelope.Content(answer.shown(), answer.nanos(), ByteBuffer.wrap(rows));
            String lease = answer.nanos() < CLAIMED ? null : key.lease();
            store.put(key.name(), Envelope.written(key, content, sealing), KEPT, lease);
        }
    }

    /** Waits until its thread has ended, once it is closed. Returns whether that is so. */
    public boolean isOver(Duration most) throws InterruptedException {
        thread.join(Math.max(1, most.toMillis()));
        return !thread.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        store.close();
        thread.interrupt();
    }
}
