package dev.covet.consistency;

import dev.covet.consistency.check.Facts;
import dev.covet.consistency.check.Violations;
import dev.covet.consistency.fault.Troublemaker;
import dev.covet.consistency.history.History;
import dev.covet.consistency.history.Operation;
import dev.covet.consistency.history.Outcome;
import dev.covet.consistency.history.Recorder;
import dev.covet.consistency.workload.ClientLoop;
import dev.covet.consistency.workload.Plan;
import dev.covet.consistency.workload.Schema;
import dev.covet.consistency.workload.Source;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Lets clients work in a database and checks what they saw. */
public final class Consistency {
    private static final Duration TO_THE_END = Duration.ofSeconds(30);

    private final Setting setting;
    private final long seed;
    private final Recorder recorder = new Recorder();
    private final Plan plan;
    private final List<ClientLoop> coveredLoops = new ArrayList<>();
    private final List<ClientLoop> loops = new ArrayList<>();

    private Consistency(Setting setting) {
        this.setting = setting;
        this.seed = setting.seed == 0 ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : setting.seed;
        this.plan = new Plan(setting.dialect, recorder, seed, setting.operations, setting.served, setting.rows);
        int number = 0;
        for (Source source : setting.covered) {
            for (int client = 0; client < setting.coveredClients; client++) {
                coveredLoops.add(new ClientLoop(plan, source, number++, setting.coveredMix, 0));
            }
        }
        loops.addAll(coveredLoops);
        for (int client = 0; client < setting.rawClients; client++) {
            Source bare = Source.bare(setting.raw);
            loops.add(new ClientLoop(plan, bare, number++, setting.rawMix, setting.rawPause.toNanos()));
        }
    }

    /** One run in an empty database. */
    public static Report run(Setting setting) throws SQLException {
        return new Consistency(setting).run();
    }

    private Report run() throws SQLException {
        try (Connection connection = setting.raw.getConnection()) {
            Schema.create(connection, setting.dialect, setting.rows);
        }
        setting.others.forEach(OtherJvm::start);
        int faults = work();
        List<Operation> operations = new ArrayList<>();
        setting.others.forEach(other -> operations.addAll(other.finish()));
        Await.whether(setting.contract.staleness(), () -> false);
        coveredLoops.forEach(ClientLoop::readAll);
        operations.addAll(recorder.operations());
        History history;
        try (Connection connection = setting.raw.getConnection()) {
            awaitEnd(connection);
            history = new History(operations, Schema.versions(connection));
        }
        return report(history, faults);
    }

    private int work() {
        ExecutorService threads = Executors.newFixedThreadPool(loops.size() + 1);
        try {
            plan.hold();
            Future<Integer> faults = threads.submit(this::makeTrouble);
            List<Future<?>> clients = new ArrayList<>();
            loops.forEach(loop -> clients.add(threads.submit(loop)));
            for (Future<?> client : clients) {
                client.get();
            }
            return faults.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A run with seed " + seed + " has failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A run with seed " + seed + " was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The clients go on until every fault has been applied. */
    private int makeTrouble() throws SQLException, InterruptedException {
        try {
            return new Troublemaker(setting.faults, setting.raw, seed, setting.operations, recorder::count).call();
        } finally {
            plan.release();
        }
    }

    /** Whatever was sent before its connection broke is over. */
    private void awaitEnd(Connection connection) {
        Await.until("the end of all transactions", TO_THE_END, () -> {
            try {
                return "0".equals(Sql.value(connection, setting.dialect.openTransactions()));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Report report(History history, int faults) {
        Violations violations = Violations.in(Facts.of(history), setting.contract.checks());
        return new Report(
                seed,
                history.operations().size(),
                count(history, Operation::served),
                count(history, operation -> operation.outcome() == Outcome.UNKNOWN),
                faults,
                numbers(plan.done()),
                numbers(plan.errors()),
                violations.counts(),
                violations.kept());
    }

    private static int count(History history, Predicate<Operation> which) {
        return Math.toIntExact(history.operations().stream().filter(which).count());
    }

    private static Map<String, Integer> numbers(Map<?, AtomicInteger> counters) {
        Map<String, Integer> numbers = new TreeMap<>();
        counters.forEach((name, counter) -> numbers.put(name.toString(), counter.get()));
        return numbers;
    }
}
