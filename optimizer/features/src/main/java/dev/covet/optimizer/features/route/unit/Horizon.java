package dev.covet.optimizer.features.route.unit;

import dev.covet.optimizer.engine.LastTime;
import dev.covet.optimizer.features.route.node.Replica;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How new a state of one database a unit of work has seen, so that nothing older is shown to it. Times are those of this JVM.
 * Threads of the unit share it.
 */
public final class Horizon {
    /** Tables that are told from each other. */
    private static final int TABLES = 64;

    private final long before;
    private long readAny = LastTime.NEVER;
    private long @Nullable [] read;
    private @Nullable Replica last;
    private long lastNanos = LastTime.NEVER;

    /** Of a unit before which this was written. */
    public Horizon(long before) {
        this.before = before;
    }

    long before() {
        return before;
    }

    /** The primary has answered a query on these tables; on any if they are not known. */
    public synchronized void readPrimary(@Nullable Collection<String> tables, long nanos) {
        if (tables == null) {
            readAny = LastTime.later(readAny, nanos);
            return;
        }
        if (read == null) {
            read = new long[TABLES];
            Arrays.fill(read, LastTime.NEVER);
        }
        for (String table : tables) {
            int slot = slot(table);
            read[slot] = LastTime.later(read[slot], nanos);
        }
    }

    private static int slot(String table) {
        return Math.floorMod(table.hashCode(), TABLES);
    }

    /** A replica has answered. */
    public synchronized void read(Replica replica, long nanos) {
        last = replica;
        lastNanos = nanos;
    }

    /** The state of the primary at this time is new enough for what was read there of these tables, of all if they are not known. */
    synchronized long primaryRead(@Nullable Collection<String> tables) {
        long needed = readAny;
        if (read != null && tables == null) {
            for (long each : read) {
                needed = LastTime.later(needed, each);
            }
        } else if (read != null && tables != null) {
            for (String table : tables) {
                needed = LastTime.later(needed, read[slot(table)]);
            }
        }
        return needed;
    }

    /** The replica that has answered last; null if none has. */
    public synchronized @Nullable Replica last() {
        return last;
    }

    /** Whether this replica shows all that was seen at the last one. */
    public synchronized boolean allows(Replica replica) {
        return last == null || replica.showsWhat(last, lastNanos);
    }
}
