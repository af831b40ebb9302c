package dev.covet.nplus1.oracle;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.choice.Servers;
import dev.covet.fixtures.junit.NeedsMySql;
import dev.covet.fixtures.mysql.MySqlServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated programs, and every disturbance at every point of a program, on MySQL itself. */
@NeedsMySql
class MySqlOracleTest {
    /** Programs write to tables without transactions within transactions, which GTIDs forbid. */
    private static DatabaseServer server() {
        return MySqlServer.isHere()
                ? MySqlServer.builder()
                        .option("--gtid-mode=OFF")
                        .option("--enforce-gtid-consistency=OFF")
                        .start()
                : Servers.mySql();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void generatedPrograms_readTheSame(boolean binary) throws Exception {
        try (DatabaseServer server = server();
                TestDatabase database = server.createDatabase()) {
            GeneratedEquivalenceTest.compare(database, database.jdbcUrl("useServerPrepStmts=" + binary), false);
        }
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void programs_disturbedAnywhere_seeWhatTheyWouldWithoutUs(Level level) throws Exception {
        try (DatabaseServer server = server();
                Store store = new Store(server.createDatabase(), false)) {
            String url = store.database().jdbcUrl();
            List<Disturbance> all = new ArrayList<>(SharedDisturbances.all());
            all.addAll(MariaDbDisturbances.all());
            Interleaving.check(store, url, level, all, 50);
        }
    }
}
