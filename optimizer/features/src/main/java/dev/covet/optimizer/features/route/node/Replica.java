package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.LastTime;
import dev.covet.optimizer.features.route.position.Position;
import dev.covet.optimizer.features.route.position.Progress;
import dev.covet.optimizer.features.route.position.Report;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One server that repeats what the primary does. */
public final class Replica {
    /** The weight of the newest of all answers in the average. */
    private static final int SHARE = 8;

    private final String address;
    private final String name;
    private final ReplicaPool pool;
    private final Progress progress = new Progress();
    private volatile @Nullable Report report;
    private volatile long askedNanos = LastTime.NEVER;
    private volatile String server = "";
    private volatile String refusal = "it was not asked yet";
    private volatile long latency;

    Replica(String address, int mostConnections, LongSupplier nanoTime) {
        this.address = address;
        this.name = name(address);
        this.pool = new ReplicaPool(mostConnections, nanoTime);
    }

    /** As it is written in the settings; may hold a password. */
    String address() {
        return address;
    }

    /** Its host, and its port if that is written. */
    public String name() {
        return name;
    }

    static String name(String address) {
        int slashes = address.indexOf("//");
        if (slashes < 0) {
            return address;
        }
        String rest = address.substring(slashes + 2).split("[/?;]", 2)[0];
        return rest.substring(rest.lastIndexOf('@') + 1);
    }

    ReplicaPool pool() {
        return pool;
    }

    Progress progress() {
        return progress;
    }

    /** Why nothing is asked of it at present, as the end of a sentence; empty if it may be. */
    public String refusal() {
        return refusal;
    }

    void refuse(String why) {
        refusal = why;
    }

    /** The running server that answers at its address; empty if nobody knows. */
    String server() {
        return server;
    }

    void isServer(String running) {
        server = running;
    }

    /** It has said how far it is. */
    void reported(Report said, long asked, long answered) {
        report = said;
        progress.replicaIs(said.position(), answered);
        askedNanos = asked;
    }

    @Nullable Report report() {
        return report;
    }

    /** All that could be seen on the primary at this time can be seen here; {@link LastTime#NEVER} if nobody knows. */
    public long shown() {
        return refusal.isEmpty() ? progress.shown() : LastTime.NEVER;
    }

    /**
     * Whether it shows everything that another one has shown at some time.
     *
     * @param readNanos when that one had answered
     */
    public boolean showsWhat(Replica other, long readNanos) {
        if (other == this || LastTime.isReached(readNanos, shown())) {
            return true;
        }
        // What the other one said once it had answered is no less than what it showed.
        if (!LastTime.isReached(readNanos, other.askedNanos)) {
            return false;
        }
        Position there = other.progress.at();
        Position here = progress.at();
        return here != null && there != null && here.covers(there);
    }

    /** It has answered after so long. */
    public void took(long nanos) {
        long known = latency;
        latency = known == 0 ? nanos : known + (nanos - known) / SHARE;
    }

    /** The lower, the sooner it will answer. */
    public long load() {
        return (pool.lent() + 1L) * Math.max(latency, 1);
    }

    /** A connection to it, rather one whose session is like this one; null if there is none at hand. To be given back, or discarded. */
    public @Nullable ReplicaConnection take(SessionFacts wanted) {
        return pool.take(wanted);
    }

    public void give(ReplicaConnection used) {
        pool.give(used);
    }

    public void discard(ReplicaConnection used) {
        pool.discard(used);
    }
}
