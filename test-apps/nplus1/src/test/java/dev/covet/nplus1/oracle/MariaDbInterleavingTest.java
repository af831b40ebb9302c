package dev.covet.nplus1.oracle;

import dev.covet.fixtures.mariadb.MariaDbServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every disturbance at every point of a program on MariaDB. */
class MariaDbInterleavingTest {

    private static MariaDbServer server;
    private static Store store;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDbServer.start();
        store = new Store(server.createDatabase(), false);
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTOCOMMIT, jdbc:mariadb:",
        "READ_COMMITTED, jdbc:mysql:",
        "REPEATABLE_READ, jdbc:mysql:",
        "SERIALIZABLE, jdbc:mariadb:"
    })
    void programs_disturbedAnywhere_seeWhatTheyWouldWithoutUs(Level level, String driver) throws Exception {
        String url = GeneratedEquivalenceTest.url(store.database().jdbcUrl(), driver);
        List<Disturbance> all = new ArrayList<>(SharedDisturbances.all());
        all.addAll(MariaDbDisturbances.all());
        Interleaving.check(store, url, level, all, 50);
    }
}
