package dev.covet.optimizer.features.route.unit;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.LastTime;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.Visit;
import dev.covet.optimizer.features.route.node.Cluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one unit of work has seen of each cluster. */
public final class Horizons {
    private final List<Known> all = new ArrayList<>(1);

    private record Known(Cluster cluster, Horizon horizon) {}

    private Horizons() {}

    /** The one of a call's unit and its session's cluster. */
    public static Horizon of(StatementCall call, Cluster cluster) {
        Horizons horizons = (Horizons) call.work().ofRoute(Horizons::new);
        return horizons.of(cluster, call.session(), call.work().visit());
    }

    @SuppressWarnings("ReferenceEquality") // there is one for each
    private synchronized Horizon of(Cluster cluster, ConnectionSession session, @Nullable Visit visit) {
        for (Known known : all) {
            if (known.cluster == cluster) {
                return known.horizon;
            }
        }
        Horizon made = new Horizon(visit == null ? session.clock().written().get() : visit.before(session.clock()));
        all.add(new Known(cluster, made));
        return made;
    }

    /**
     * The time at which the primary has shown everything that a read on these tables has to show: what was written here
     * before the unit began, what the unit has written, or was given that was kept, and what it has read at the primary.
     */
    public static long needed(StatementCall call, Horizon horizon, @Nullable Collection<String> tables) {
        UnitOfWork work = call.work();
        ConnectionSession session = call.session();
        boolean own = isOfUnit(work);
        // Who borrows connections one after the other may have written with another one in between.
        long before = own ? horizon.before() : session.clock().written().get();
        long seen = own ? work.seen() : session.seen();
        return LastTime.later(LastTime.later(before, seen), horizon.primaryRead(tables));
    }

    /** Whether it is known where it begins and ends. */
    public static boolean isOfUnit(UnitOfWork work) {
        return work.kind() == UnitOfWork.Kind.REQUEST || work.kind() == UnitOfWork.Kind.TASK;
    }
}
