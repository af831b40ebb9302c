package dev.covet.consistency.route;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.features.route.position.Position;
import dev.covet.optimizer.features.route.position.PositionQuestion;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Whether a replica shows what was seen on the primary, once its position covers one that was asked for afterwards. */
final class Visibility {
    private static final int WRITERS = 4;

    /** More than that would make replicas lag for good. */
    private static final int WRITES_OF_A_ROUND = 24;

    private static final String SUM = "select sum(n) from counter";

    private final RoutedServers servers;
    private final Dialect dialect;
    private final UnaryOperator<String> texts;
    private final Semaphore allowed = new Semaphore(0);

    /**
     * How servers are asked.
     *
     * @param texts what is asked instead
     */
    Visibility(RoutedServers servers, UnaryOperator<String> texts) {
        this.servers = servers;
        this.dialect = Dialect.ofUrl(servers.primary().jdbcUrl(""));
        this.texts = texts;
    }

    /** How often a replica did not show it, while several sessions write. */
    int missed(Follower replica, int rounds) throws Exception {
        try (TestDatabase database = servers.createDatabase(Visibility::prepare)) {
            servers.awaitCaughtUp();
            String name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int row = i;
                writers.add(threads.submit(() -> write(database, row, over)));
            }
            try (Connection there = database.connect();
                    Connection here =
                            DriverManager.getConnection(replica.jdbcUrl(name), database.user(), database.password())) {
                return missed(there, here, rounds);
            } finally {
                over.set(true);
                allowed.release(WRITERS);
                for (Future<?> writer : writers) {
                    writer.get();
                }
                threads.shutdown();
            }
        }
    }

    private static void prepare(Connection empty) throws SQLException {
        Sql.execute(empty, "create table counter (id int primary key, n int)");
        for (int i = 0; i < WRITERS; i++) {
            Sql.execute(empty, "insert into counter values (" + i + ", 0)");
        }
    }

    private int write(TestDatabase database, int row, AtomicBoolean over) throws Exception {
        int written = 0;
        try (Connection connection = database.connect();
                PreparedStatement update =
                        connection.prepareStatement("update counter set n = n + 1 where id = " + row)) {
            for (allowed.acquire(); !over.get(); allowed.acquire()) {
                written += update.executeUpdate();
            }
        }
        return written;
    }

    private int missed(Connection primary, Connection replica, int rounds) throws SQLException {
        PositionQuestion ofPrimary = Objects.requireNonNull(PositionQuestion.of(dialect));
        PositionQuestion ofReplica = Objects.requireNonNull(PositionQuestion.of(dialect));
        Connection asking = Deceived.connection(primary, texts);
        int missed = 0;
        for (int i = 0; i < rounds; i++) {
            allowed.release(Math.max(0, WRITES_OF_A_ROUND - allowed.availablePermits()));
            long seen = Long.parseLong(Sql.value(primary, SUM));
            Position wanted = ofPrimary.ask(asking).position();
            while (!ofReplica.ask(replica).position().covers(wanted)) {
                Thread.onSpinWait();
            }
            missed += Long.parseLong(Sql.value(replica, SUM)) < seen ? 1 : 0;
        }
        return missed;
    }
}
