package dev.covet.consistency;

import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.consistency.workload.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** One run: an empty database, who works in it, for how long, with what faults, and what is promised. */
public final class Setting {
    private static final int ROWS = 8;

    final Dialect dialect;
    final DataSource raw;
    final List<Source> covered = new ArrayList<>();
    final List<OtherJvm> others = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    Contract contract = Contract.strict();
    long seed = Long.getLong("covet.consistency.seed", 1);
    int operations = Integer.getInteger("covet.consistency.operations", 10_000);
    int served;
    int rows = ROWS;
    int coveredClients = 3;
    int rawClients = 2;
    Mix coveredMix = Mix.ALL;
    Mix rawMix = Mix.ALL;
    Duration rawPause = Duration.ZERO;

    private Setting(Dialect dialect, DataSource raw) {
        this.dialect = dialect;
        this.raw = raw;
    }

    /** In an empty database; these connections are of the bare driver. */
    public static Setting in(Dialect dialect, DataSource raw) {
        return new Setting(dialect, raw);
    }

    /**
     * Connections that may be answered by a cache.
     *
     * @param jvm data sources with the same name see each other's writes at once
     * @param served whether the last execution of the asking thread was answered without the database
     */
    public Setting covered(String jvm, DataSource dataSource, BooleanSupplier served) {
        covered.add(Source.covered(jvm, dataSource, served));
        return this;
    }

    /** Clients in another JVM on this machine. */
    public Setting other(OtherJvm other) {
        others.add(other);
        return this;
    }

    public Setting contract(Contract promised) {
        contract = promised;
        return this;
    }

    /** How often clients read, wrote, or ended a transaction until they stop, instead of what the build says. */
    public Setting operations(int count) {
        operations = count;
        return this;
    }

    /**
     * Clients go on, with pauses, until so many of their operations were answered without the database, however slow this machine
     * is; but not for more than some minute.
     */
    public Setting served(int atLeast) {
        served = atLeast;
        return this;
    }

    /** So many times less than the build says, for runs that are not the main one. */
    public Setting shorter(int times) {
        operations = operations / times;
        return this;
    }

    /** What clients choose follows from it; 0 takes a new one. */
    public Setting seed(long number) {
        seed = number;
        return this;
    }

    /** How many rows each table has; an even number. */
    public Setting rows(int count) {
        rows = count;
        return this;
    }

    /** How many clients each covered data source has, and what they do. */
    public Setting coveredClients(int count, Mix mix) {
        coveredClients = count;
        coveredMix = mix;
        return this;
    }

    /** How many clients the bare driver has, what they do, and how long they pause after each turn. */
    public Setting rawClients(int count, Mix mix, Duration pause) {
        rawClients = count;
        rawMix = mix;
        rawPause = pause;
        return this;
    }

    /** In this order, each as often. */
    public Setting faults(int times, Fault... those) {
        for (int round = 0; round < times; round++) {
            faults.addAll(List.of(those));
        }
        return this;
    }
}
