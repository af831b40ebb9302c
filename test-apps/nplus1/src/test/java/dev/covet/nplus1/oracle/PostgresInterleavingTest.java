package dev.covet.nplus1.oracle;

import dev.covet.fixtures.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every disturbance at every point of a program on PostgreSQL. */
class PostgresInterleavingTest {

    private static final boolean EVERYWHERE = Boolean.getBoolean("nplus1.all");

    private static PostgresServer server;
    private static Store store;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
        store = new Store(server.createDatabase(), true);
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void programs_disturbedAnywhere_seeWhatTheyWouldWithoutUs(Level level) throws Exception {
        List<Disturbance> all = new ArrayList<>(SharedDisturbances.all());
        all.addAll(PostgresDisturbances.all());
        disturb(level, all, 50);
    }

    /** The same where the inner query is sent as it is, several times at once. */
    @ParameterizedTest
    @EnumSource(names = {"READ_COMMITTED", "REPEATABLE_READ", "AUTOCOMMIT"})
    void programsWithRepeatedQueries_disturbedAnywhere_seeWhatTheyWouldWithoutUs(Level level) throws Exception {
        List<Disturbance> known = new ArrayList<>(SharedDisturbances.all());
        known.addAll(PostgresDisturbances.all());
        known.removeIf(each -> !each.inner().equals(Program.INNER));
        List<Disturbance> all = new ArrayList<>();
        for (int i = 0; i < known.size(); i += EVERYWHERE ? 1 : 5) {
            all.add(known.get(i).asking(PostgresDisturbances.REPEATED));
        }
        disturb(level, all, 10);
    }

    private static void disturb(Level level, List<Disturbance> all, int served) throws Exception {
        // By default a statement's fifth execution is always sent; here half of the levels have all of them answered.
        boolean usual = level == Level.READ_COMMITTED || level == Level.REPEATABLE_READ;
        String url = usual ? store.database().jdbcUrl() : store.unprepared();
        Interleaving.check(store, url, level, all, served);
    }
}
