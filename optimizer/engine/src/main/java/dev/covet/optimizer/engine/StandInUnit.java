package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/**
 * The unit of work of a connection whose thread has none: its transaction, else the time for which it is borrowed. Belongs to the
 * thread that uses the connection.
 */
final class StandInUnit {
    private final Engine engine;
    private @Nullable UnitOfWork known;
    private long number;

    StandInUnit(Engine engine) {
        this.engine = engine;
    }

    UnitOfWork of(TransactionState transaction) {
        long wanted = transaction.active() ? transaction.number() : 0;
        UnitOfWork unit = known;
        if (unit == null || number != wanted) {
            UnitOfWork.Kind kind = wanted == 0 ? UnitOfWork.Kind.CHECKOUT : UnitOfWork.Kind.TRANSACTION;
            end();
            unit = new UnitOfWork(kind, "", engine.nanoTime());
            known = unit;
            number = wanted;
        }
        return unit;
    }

    void end() {
        UnitOfWork unit = known;
        if (unit != null) {
            known = null;
            unit.end();
        }
    }
}
