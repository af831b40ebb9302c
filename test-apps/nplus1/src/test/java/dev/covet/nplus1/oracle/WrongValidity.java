package dev.covet.nplus1.oracle;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.validity.Exactness;
import dev.covet.optimizer.engine.validity.Validity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes for granted what it has to find out. */
final class WrongValidity extends Validity {
    /** What has to be so for rows to be given. */
    enum Condition {
        UNCHANGED,
        SAME_TRANSACTION,
        UNWRITTEN,
        UNHEARD,
        IN_TIME
    }

    private final Set<Condition> ignored;

    private WrongValidity(
            ConnectionSession session,
            Exactness exactness,
            long nanos,
            int @Nullable [] tables,
            Set<Condition> ignored) {
        super(session, exactness, nanos, tables);
        this.ignored = ignored;
    }

    static Maker ignoring(Condition... ignored) {
        return (session, exactness, nanos, tables) ->
                new WrongValidity(session, exactness, nanos, tables, Set.of(ignored));
    }

    /** Believes besides that every transaction reads one state of the database. */
    static Maker ofSnapshots(Condition... ignored) {
        return (session, exactness, nanos, tables) ->
                new WrongValidity(session, Exactness.SNAPSHOT, nanos, tables, Set.of(ignored));
    }

    @Override
    protected boolean unchanged() {
        return ignored.contains(Condition.UNCHANGED) || super.unchanged();
    }

    @Override
    protected boolean sameTransaction() {
        return ignored.contains(Condition.SAME_TRANSACTION) || super.sameTransaction();
    }

    @Override
    protected boolean unwritten() {
        return ignored.contains(Condition.UNWRITTEN) || super.unwritten();
    }

    @Override
    protected boolean unheard() {
        return ignored.contains(Condition.UNHEARD) || super.unheard();
    }

    @Override
    protected boolean inTime() {
        return ignored.contains(Condition.IN_TIME) || super.inTime();
    }
}
