package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.OwnThread;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.shared.SharedLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Leads whenever nobody else does, on a thread of its own, and then writes what the feed is told to a log. A term that could not
 * be written to, or in which something was left out, is never written to again.
 */
final class Publisher implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long ASKED = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOKING = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOKING_OFTEN = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);
    private static final long CLOSING = TimeUnit.SECONDS.toMillis(3);

    /** So long another JVM leads before this one lets go of its own feed. */
    private static final long CALM = TimeUnit.SECONDS.toNanos(10);

    private final SharedLog log;
    private final String mark;
    private final Predicate<Term> unreadable;
    private final RelayListener listener;
    private final Standing standing;
    private final Outbox outbox = new Outbox();
    private final Thread thread;
    private volatile SharedLog.@Nullable Session session;
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile boolean ask;
    private volatile boolean yields;
    private volatile long askedAt = System.nanoTime() - ASKED;

    /** Of the thread, as are those below. The one that it leads in. */
    private @Nullable Term term;

    private long number;
    private long beat;
    private long pause = FIRST_PAUSE;
    private String asked = "";
    private String other = "";
    private long otherSince;

    /**
     * One that does not run yet.
     *
     * @param term which this JVM has begun; null if another one leads, or nobody knows
     * @param unreadable those who write what cannot be read here
     */
    Publisher(
            SharedLog log,
            String mark,
            @Nullable Term term,
            Predicate<Term> unreadable,
            RelayListener listener,
            Standing standing) {
        this.log = log;
        this.mark = mark;
        this.term = term;
        this.unreadable = unreadable;
        this.listener = listener;
        this.standing = standing;
        this.thread = OwnThread.of(this::run, "covet-relay-" + THREADS.incrementAndGet());
    }

    void start() {
        thread.start();
    }

    /** The feed is open: from now on {@link #told} is called with all that it hands out. */
    void ready() {
        standing.become(Standing.Role.APART);
        ready = true;
    }

    /** Handed out, in their order, and how far that is. */
    void told(List<Commit> commits, long position) {
        outbox.put(commits, position);
    }

    /** Whether somebody waits for news since this was asked last. */
    boolean takeAsk() {
        boolean waits = ask;
        if (waits) {
            ask = false;
        }
        return waits;
    }

    /** Whether somebody has waited for news lately. */
    boolean isAsked() {
        return System.nanoTime() - askedAt < ASKED;
    }

    /** Whether another JVM leads for good. */
    boolean yields() {
        return yields;
    }

    private void run() {
        while (!closed) {
            try (SharedLog.Session store = log.open()) {
                session = store;
                beat = System.nanoTime() - BEAT;
                serve(store);
                leave(store);
            } catch (IOException away) {
                if (!closed) {
                    listener.apart(String.valueOf(away.getMessage()));
                }
            } catch (RuntimeException | LinkageError | OutOfMemoryError ours) {
                listener.apart(ours.toString());
            } finally {
                leadsNoMore();
            }
            outbox.rest(closed ? 0 : pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    private void serve(SharedLog.Session store) throws IOException {
        while (!closed) {
            boolean begins = ready && term != null && number == 0;
            if (begins || System.nanoTime() - beat >= BEAT) {
                beat = System.nanoTime();
                standing.tell();
                beat(store);
                pause = FIRST_PAUSE;
            }
            Term own = term;
            if (own == null || number == 0) {
                outbox.rest(LOOKING);
            } else {
                write(store, own);
            }
        }
    }

    /** Looks who leads, begins to, and shows that it still does. */
    private void beat(SharedLog.Session store) throws IOException {
        Term own = term;
        String holder = store.read(mark);
        if (own != null && own.id().equals(holder)) {
            own.extend(store);
        } else if (holder != null) {
            lost(holder);
            return;
        } else {
            Term next = own == null ? Term.begin(mark) : own;
            if (!next.claim(store)) {
                return;
            }
            term = next;
        }
        lead(store);
    }

    private void lost(String holder) {
        leadsNoMore();
        long now = System.nanoTime();
        if (!holder.equals(other)) {
            other = holder;
            otherSince = now;
        }
        yields = ready && now - otherSince > CALM && !unreadable.test(new Term(mark, holder));
    }

    private void leadsNoMore() {
        outbox.close();
        term = null;
        number = 0;
        if (ready) {
            standing.become(Standing.Role.APART);
        }
    }

    private void lead(SharedLog.Session store) throws IOException {
        Term own = term;
        if (own == null || !ready) {
            return;
        }
        other = "";
        if (number == 0) {
            // From here on all is kept that is told; only then others can find an entry and read from there.
            outbox.open();
            append(store, own, new byte[0]);
            standing.become(Standing.Role.LEADS);
            listener.leading();
        } else if (outbox.isEmpty()) {
            append(store, own, latest());
        }
    }

    /** How far it is, again: where nobody writes, who begins to read would not hear of it else. */
    private byte[] latest() {
        long position = outbox.latest();
        EntryWriter entry = new EntryWriter();
        if (position >= 0) {
            entry.told(position);
        }
        return entry.take();
    }

    private void append(SharedLog.Session store, Term own, byte[] content) throws IOException {
        store.append(own.log(), new SharedLog.Entry(++number, content));
    }

    private void write(SharedLog.Session store, Term own) throws IOException {
        Outbox.Parcel next = outbox.take(isAsked() ? LOOKING_OFTEN : LOOKING);
        if (outbox.hasLost()) {
            own.leave(store);
            throw new IOException("more was told than could be written");
        }
        if (next.content().length > 0) {
            append(store, own, next.content());
            standing.handedOn(next.commits());
        }
        String news = store.read(own.asked());
        if (news != null && !news.equals(asked)) {
            asked = news;
            askedAt = System.nanoTime();
            ask = true;
        }
    }

    private void leave(SharedLog.Session store) throws IOException {
        Term own = term;
        if (own == null) {
            return;
        }
        if (number > 0) {
            EntryWriter last = new EntryWriter();
            last.end();
            append(store, own, last.take());
        }
        own.leave(store);
    }

    /** Waits until others know that nothing more comes, but not long. */
    @Override
    public void close() {
        closed = true;
        outbox.wake();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(CLOSING);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        standing.become(Standing.Role.ENDED);
        SharedLog.Session store = session;
        if (store != null) {
            store.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
