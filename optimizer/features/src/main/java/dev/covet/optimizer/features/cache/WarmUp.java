package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.OwnThread;
import dev.covet.optimizer.engine.WriteClock;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.features.cache.relay.Relay;
import dev.covet.optimizer.features.cache.shared.Sealing;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.warm.ForeignFileException;
import dev.covet.optimizer.features.cache.warm.Heat;
import dev.covet.optimizer.features.cache.warm.HotFile;
import dev.covet.optimizer.features.cache.warm.Pace;
import dev.covet.optimizer.features.cache.warm.WarmUpListener;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hottest queries of the last run once a database is followed, and writes down those of this run. One thread, from the
 * first database on; an application's thread only notes what an answer has saved.
 */
final class WarmUp implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final int MOST = 1_000;
    private static final long WRITES = TimeUnit.MINUTES.toNanos(1);

    private final HotFile file;
    private final WarmUpListener listener;
    private final Heat heat = new Heat();
    private final Set<WriteClock> begun = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Place> places = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable WarmRun running;
    private volatile boolean closed;

    /** Belongs to the thread. */
    private List<Heat.Hot> last = List.of();

    private boolean foreign;
    private boolean unwritten;
    private long written;

    /** A database that is followed. */
    record Place(WriteClock clock, ChangeSource source, Relay relay) {}

    private WarmUp(HotFile file, WarmUpListener listener) {
        this.file = file;
        this.listener = listener;
        this.thread = OwnThread.of(this::run, "covet-warm-up-" + THREADS.incrementAndGet());
    }

    /** Begins; null if the settings name no file, or none that can be used, which is said. */
    static @Nullable WarmUp of(CacheSettings settings, WarmUpListener listener) {
        Sealing sealing = Sealing.of(settings.shared().keys().reveal());
        String why = sealing == null ? "covet.cache.shared.key, by which it is encrypted, is no AES key" : "";
        try {
            Path path = Path.of(settings.warmUp());
            if (sealing != null) {
                WarmUp made = new WarmUp(new HotFile(path, sealing, MOST), listener);
                made.thread.start();
                return made;
            }
        } catch (InvalidPathException wrong) {
            why = "it is no path";
        }
        unwritable(listener, settings.warmUp(), why);
        return null;
    }

    private static void unwritable(WarmUpListener listener, String path, String why) {
        listener.trouble(
                "COVET-4261",
                "The file of the hottest queries, " + path + ", cannot be written: " + why + '.',
                "Name another one in covet.cache.warm-up, in a folder that the application may write to.");
    }

    /** A session of the application finds its database followed. */
    void follows(ConnectionSession session, Relay relay) {
        if (!begun.contains(session.clock())
                && session.changeSource() != ChangeSource.UNKNOWN
                && begun.add(session.clock())) {
            places.add(new Place(session.clock(), session.changeSource(), relay));
        }
    }

    /** The application was given an answer for which the database took so long. */
    void given(ConnectionSession session, CacheKey key, long nanos) {
        heat.given(session.facts(), key, nanos);
    }

    private void run() {
        try {
            inherit();
            written = System.nanoTime();
            while (!closed) {
                Place next = places.poll(WRITES, TimeUnit.NANOSECONDS);
                if (next != null) {
                    warm(next);
                }
                if (System.nanoTime() - written >= WRITES) {
                    write();
                }
            }
        } catch (InterruptedException ends) {
            // It was closed.
        } catch (RuntimeException | LinkageError | StackOverflowError ours) {
            listener.failed(ours);
        } finally {
            // Else the file could not be written.
            boolean interrupted = Thread.interrupted();
            if (interrupted || closed) {
                write();
            }
        }
    }

    private void inherit() {
        try {
            last = file.read();
            heat.inherit(last);
        } catch (ClosedByInterruptException closing) {
            // What is not read is not written over.
            foreign = true;
        } catch (IOException broken) {
            foreign = broken instanceof ForeignFileException;
            listener.trouble(
                    "COVET-4260",
                    "The file of the hottest queries cannot be used: " + broken.getMessage()
                            + ". Nothing is warmed up.",
                    foreign
                            ? "It is not written to either. Name another one in covet.cache.warm-up."
                            : "Nothing need be done: it is written anew.");
        }
    }

    private void warm(Place place) throws InterruptedException {
        if (last.isEmpty()) {
            return;
        }
        WarmRun made = new WarmRun(place, new Pace(System::nanoTime, TimeUnit.NANOSECONDS::sleep));
        running = made;
        try {
            if (!closed) {
                made.run(last, listener);
            }
        } finally {
            running = null;
        }
    }

    private void write() {
        written = System.nanoTime();
        List<Heat.Hot> hottest = heat.hottest(MOST);
        if (foreign || hottest.isEmpty()) {
            return;
        }
        try {
            file.write(hottest);
            unwritten = false;
        } catch (ClosedByInterruptException closing) {
            // It is closed, and written once more before this thread ends.
        } catch (IOException | RuntimeException unable) {
            if (!unwritten) {
                unwritten = true;
                unwritable(listener, file.toString(), unable.toString());
            }
        }
    }

    /** Waits until its thread has ended, once it is closed. Returns whether it has. */
    boolean isOver(Duration most) throws InterruptedException {
        thread.join(Math.max(1, most.toMillis()));
        return !thread.isAlive();
    }

    /** Writes the file a last time, and waits for that, but not longer than this. */
    void end(Duration most) throws InterruptedException {
        // A driver may take its time to end what runs.
        OwnThread.of(this::close, "covet-warm-up-end-" + THREADS.incrementAndGet())
                .start();
        isOver(most);
    }

    /** Writes the file a last time, on its own thread. */
    @Override
    public void close() {
        closed = true;
        WarmRun present = running;
        if (present != null) {
            present.abort();
        }
        thread.interrupt();
    }
}
