package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.UnitOfWork;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two threads of one request that loop at once: each reads what it would read alone, whichever comes first. */
class TwoThreadsTest {
    private static final int REQUESTS = 4;
    private static final KeyType KEYS = new KeyType("bigint", List.of("1", "2", "3", "4", "5"), List.of(Binder.LONG));

    @RegisterExtension
    static final FilledDatabase FILLED =
            FilledDatabase.on(PostgresServer::start, connection -> World.make(connection, true, KEYS, new Random(4)));

    /** The same query in both threads, different ones, and one that is sent as it is. */
    private static List<List<Loop>> programs() {
        Random random = new Random(4);
        Loop byKey = Loop.byKey(random, KEYS);
        Loop other = Loop.random(random, KEYS);
        Loop alone = Loop.alone(random, KEYS);
        return List.of(List.of(byKey, byKey), List.of(byKey, other), List.of(alone, byKey));
    }

    private static List<List<String>> read(Rig rig, List<Loop> loops, boolean shared, boolean transaction)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(loops.size());
        try (Connection one = rig.source().getConnection();
                Connection another = rig.source().getConnection()) {
            one.setAutoCommit(!transaction);
            another.setAutoCommit(!transaction);
            CyclicBarrier start = new CyclicBarrier(loops.size());
            List<Future<List<String>>> reading = new ArrayList<>();
            for (int i = 0; i < loops.size(); i++) {
                Connection connection = shared || i == 0 ? one : another;
                Loop loop = loops.get(i);
                reading.add(threads.submit(inSameRequest(() -> {
                    start.await();
                    return Equivalence.read(connection, loop, at -> Getters.all());
                })));
            }
            List<List<String>> read = new ArrayList<>();
            for (Future<List<String>> each : reading) {
                read.add(each.get());
            }
            if (transaction) {
                one.commit();
                another.commit();
            }
            return read;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<List<String>> inSameRequest(Callable<List<String>> work) {
        UnitOfWork unit = UnitOfWork.current();
        return () -> {
            UnitOfWork before = UnitOfWork.enter(unit);
            try {
                return work.call();
            } finally {
                UnitOfWork.enter(before);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void loopsAtOnce_readWhatEachReadsAlone(boolean shared, boolean transaction) throws Exception {
        // Else the format of an execution depends on how often the other thread has executed the same text before.
        String url = FILLED.database().jdbcUrl("prepareThreshold=0");
        try (Rig bare = Rig.bare(FILLED.database(), url);
                Rig prefetching = Rig.prefetching(FILLED.database(), url, Rig.LONG)) {
            int served = 0;
            for (List<Loop> loops : programs()) {
                List<List<String>> expected = bare.request(() -> read(bare, loops, shared, transaction));
                for (int request = 0; request < REQUESTS; request++) {
                    assertThat(prefetching.request(() -> read(prefetching, loops, shared, transaction)))
                            .as("%s, request %s", loops, request)
                            .isEqualTo(expected);
                    served += prefetching.traffic().served().size();
                }
            }
            assertThat(prefetching.errors()).isEmpty();
            assertThat(served).isPositive();
        }
    }
}
