package dev.covet.consistency.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/** Applies each fault once, after a number of operations that follows from the seed. */
public final class Troublemaker implements Callable<Integer> {
    private static final long LOOKS_AGAIN_AFTER = TimeUnit.MICROSECONDS.toNanos(200);

    private final List<Fault> faults;
    private final DataSource raw;
    private final Random random;
    private final int operations;
    private final IntSupplier progress;

    /** The faults of a run of so many operations. */
    public Troublemaker(List<Fault> faults, DataSource raw, long seed, int operations, IntSupplier progress) {
        this.faults = faults;
        this.raw = raw;
        this.random = new Random(seed);
        this.operations = operations;
        this.progress = progress;
    }

    /** How many were applied. */
    @Override
    public Integer call() throws SQLException, InterruptedException {
        int applied = 0;
        int each = operations / (faults.size() + 1);
        for (Fault fault : faults) {
            int when = each * applied + each / 2 + random.nextInt(Math.max(1, each));
            while (progress.getAsInt() < when) {
                LockSupport.parkNanos(LOOKS_AGAIN_AFTER);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            try (Connection administrator = raw.getConnection()) {
                fault.apply(administrator, random);
            }
            applied++;
        }
        return applied;
    }
}
