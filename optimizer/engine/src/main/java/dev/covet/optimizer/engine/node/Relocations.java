package dev.covet.optimizer.engine.node;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Servers whose part others have taken over: who wants to connect to the one is connected to the other. Servers are named as
 * {@link #name} does it.
 */
public final class Relocations {
    private final Map<String, String> successors = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Consumer<String> leaving = address -> {};
    private volatile boolean happened;

    /** The name of a server. */
    public static String name(String host, int port) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return plain.toLowerCase(Locale.ROOT) + ':' + port;
    }

    /** Whether everybody is connected to where they want to be, and can be. */
    public boolean isIdle() {
        return successors.isEmpty() && lost.isEmpty();
    }

    /** Whether there has been any: what was written may have been written at another server. */
    public boolean haveHappened() {
        return happened;
    }

    /** The address at which to connect in place of this server, as settings have it; null for the server itself. */
    public @Nullable String successor(String server) {
        return successors.get(server);
    }

    /** From now on. */
    public void moved(String server, String to) {
        happened = true;
        successors.put(server, to);
        lost.remove(server);
        tell();
    }

    /** The server has its part again. */
    public void returned(String server) {
        happened = true;
        successors.remove(server);
        lost.remove(server);
        tell();
    }

    /** It cannot be reached, and another one may take over soon. */
    public void lost(String server) {
        if (!successors.containsKey(server)) {
            lost.add(server);
        }
    }

    /** It can be reached, or nobody looks after it any more. */
    public void found(String server) {
        if (lost.remove(server)) {
            tell();
        }
    }

    /** All are as if nothing had happened. */
    public void clear() {
        successors.clear();
        lost.clear();
        tell();
    }

    private void tell() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the server is lost, but not longer than this. Interrupts end it and stay. */
    public void await(String server, long mostNanos) {
        long until = System.nanoTime() + mostNanos;
        lock.lock();
        try {
            for (long left = mostNanos; left > 0 && lost.contains(server); left = until - System.nanoTime()) {
                // Somebody may be told of it between the question and the lock.
                changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
            }
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Who has connections is told from which server they are to be taken away. Called on threads of ours. */
    public void leaving(Consumer<String> told) {
        leaving = told;
    }

    /** Connections to this server are of no use any more. Those that are in use stay until they are not. */
    public void leave(String server) {
        leaving.accept(server);
    }
}
