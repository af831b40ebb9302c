package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.change.Commit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What was told and is to be written, in its order. One thread puts, another one takes. */
final class Outbox {
    private static final int MOST = 20_000;
    private static final int LARGEST_ENTRY = 16 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    /** Commits, and behind them positions up to which all is told. */
    private final Deque<Object> waiting = new ArrayDeque<>();

    private boolean open;
    private boolean lost;
    private boolean woken;
    private long position = -1;

    /** Empty, and all that is put is kept from now on. */
    void open() {
        lock.lock();
        try {
            clear();
            open = true;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is kept. */
    void close() {
        lock.lock();
        try {
            clear();
            open = false;
        } finally {
            lock.unlock();
        }
    }

    private void clear() {
        waiting.clear();
        lost = false;
        position = -1;
    }

    void put(List<Commit> commits, long told) {
        lock.lock();
        try {
            if (!open || lost || (commits.isEmpty() && told == position)) {
                return;
            }
            position = told;
            waiting.addAll(commits);
            if (waiting.peekLast() instanceof Long) {
                waiting.removeLast();
            }
            waiting.addLast(told);
            if (waiting.size() > MOST) {
                clear();
                lost = true;
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether more was put than there is room for. */
    boolean hasLost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The position that was put last, if nothing waits; -1 else. */
    long latest() {
        lock.lock();
        try {
            return waiting.isEmpty() ? position : -1;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What stands in one entry.
     *
     * @param commits how many
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Parcel(byte[] content, int commits) {}

    /** The next entry; empty if nothing comes within this time. */
    Parcel take(long mostNanos) {
        int commits = 0;
        EntryWriter entry = new EntryWriter();
        lock.lock();
        try {
            await(mostNanos);
            while (!waiting.isEmpty() && entry.size() < LARGEST_ENTRY) {
                Object next = waiting.removeFirst();
                if (next instanceof Commit commit) {
                    entry.commit(commit);
                    commits++;
                } else {
                    entry.told((Long) next);
                }
            }
        } finally {
            lock.unlock();
        }
        return new Parcel(entry.take(), commits);
    }

    /** Waits, unless somebody wakes it. */
    void rest(long nanos) {
        lock.lock();
        try {
            await(nanos);
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos) {
        long left = nanos;
        try {
            while (left > 0 && waiting.isEmpty() && !lost && !woken) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            // It looks whether there is something to do, and goes on.
        }
    }

    /** Nobody waits any more. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
