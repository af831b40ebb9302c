package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.mariadb.MariaDbServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    @EnumSource(Level.class)
    void programs_disturbedAnywhere_seeWhatTheyWouldWithoutUs(Level level) throws Exception {
        String url = store.database().jdbcUrl();
        List<Disturbance> all = new ArrayList<>(SharedDisturbances.all());
        all.addAll(MariaDbDisturbances.all());
        if (!System.getProperty("covet.oracle.level", level.name()).equals(level.name())) return;
        String only = System.getProperty("covet.oracle.only", "");
        try (Interleaving interleaving = new Interleaving(store, url, Interleaving.usual(store, url, Rig.LONG))) {
            for (Disturbance disturbance : all) {
                if (only.isEmpty() || disturbance.name().equals(only)) {
                    interleaving.all(level, disturbance);
                }
            }
            System.out.println(level + " " + interleaving.summary());
            java.nio.file.Files.write(java.nio.file.Path.of("/tmp/diffm-" + level + ".txt"), interleaving.differences());
            assertThat(interleaving.differences().size()).isZero();
        }
    }
}
