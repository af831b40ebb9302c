package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a log was, and what of it everybody sees.
 *
 * @param logged all that anybody could see was in the log before here
 * @param executed the transactions that everybody sees; null if those are all before {@code logged}
 * @param prepared the names of transactions that were prepared and are not ended
 * @param history that the log is of
 */
record BinlogMoment(LogPosition logged, @Nullable GtidSet executed, Set<String> prepared, History history)
        implements Moment {
    BinlogMoment {
        prepared = Set.copyOf(prepared);
    }

    @Override
    public boolean shows(Commit commit) {
        TransactionName told = TransactionName.of(commit);
        boolean seen = executed == null ? !logged.isBefore(told.end()) : executed.contains(told.gtid());
        return seen && (told.xid().isEmpty() || !prepared.contains(told.xid()));
    }

    @Override
    public String origin() {
        return history.name();
    }

    /** None if places of another history cannot be told apart. */
    @Override
    public long position() {
        return history.isKnown() ? logged.number() : -1;
    }
}
