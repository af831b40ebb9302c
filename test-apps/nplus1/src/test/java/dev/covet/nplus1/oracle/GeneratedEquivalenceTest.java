package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs nobody has thought of. The seed is in the message. */
class GeneratedEquivalenceTest {
    private static final Logger LOG = Logger.getLogger(GeneratedEquivalenceTest.class.getName());
    /** On each database, over all of its drivers and formats. */
    private static final long STATEMENTS =
            Long.getLong("covet.nplus1.statements", Boolean.getBoolean("nplus1.all") ? 1_000_000 : 600);

    private static final long SEED = Long.getLong("covet.nplus1.seed", 4);

    /** What getters say that do not suit a column tells of the format: text, binary, or binary from some execution on. */
    @ParameterizedTest
    @ValueSource(strings = {"prepareThreshold=0", "prepareThreshold=-1", "prepareThreshold=5"})
    void postgres_generatedPrograms_readTheSame(String format) throws Exception {
        try (PostgresServer server = PostgresServer.start();
                TestDatabase database = server.createDatabase()) {
            compare(database, database.jdbcUrl(format), true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb:",
                "jdbc:mariadb:?useServerPrepStmts=true",
                "jdbc:mysql:",
                "jdbc:mysql:?useServerPrepStmts=true"
            })
    void mariaDb_generatedPrograms_readTheSame(String kind) throws Exception {
        try (MariaDbServer server = MariaDbServer.start();
                TestDatabase database = server.createDatabase()) {
            compare(database, url(database.jdbcUrl(), kind), false);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachTypeOfKey_readsTheSame(boolean postgres) throws Exception {
        try (DatabaseServer server = postgres ? PostgresServer.start() : MariaDbServer.start();
                TestDatabase database = server.createDatabase()) {
            String with = postgres ? database.jdbcUrl("prepareThreshold=0") : database.jdbcUrl();
            try (Rig bare = Rig.bare(database, with);
                    Rig prefetching = Rig.prefetching(database, with, Rig.LONG)) {
                Equivalence equivalence = new Equivalence(SEED, postgres, bare, prefetching, true);
                equivalence.prepare();
                // How often a batch pays depends on how long the database takes.
                for (int round = 0; equivalence.answers() <= 100 && round < 20; round++) {
                    equivalence.eachType();
                }
                LOG.info(equivalence::summary);
                assertThat(equivalence.differences()).as("seed %d", SEED).isEmpty();
                assertThat(equivalence.answers()).isGreaterThan(100);
            }
        }
    }

    static String url(String mariaDb, String kind) {
        String scheme = kind.substring(0, kind.indexOf(':', 5) + 1);
        String options = kind.substring(scheme.length()).replace("?", "&");
        String url = scheme + mariaDb.substring("jdbc:mariadb:".length());
        return url
                + (url.contains("?") ? "" : "?")
                + (scheme.contains("mysql") ? "&sslMode=DISABLED&allowPublicKeyRetrieval=true" : "")
                + options;
    }

    static void compare(TestDatabase database, String url, boolean postgres) throws Exception {
        try (Rig bare = Rig.bare(database, url);
                Rig prefetching = Rig.prefetching(database, url, Rig.LONG)) {
            Equivalence equivalence = new Equivalence(SEED, postgres, bare, prefetching, STATEMENTS < 10_000);
            equivalence.prepare();
            long statements = STATEMENTS / (postgres ? 3 : 4);
            equivalence.run(statements);
            LOG.info(equivalence::summary);
            assertThat(equivalence.differences()).as("seed %d", SEED).isEmpty();
            assertThat(equivalence.answers()).isGreaterThan(statements / 10);
        }
    }
}
