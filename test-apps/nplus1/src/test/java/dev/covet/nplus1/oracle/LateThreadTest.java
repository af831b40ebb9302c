package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.UnitOfWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that write, in circumstances in which nothing is remembered of them: others are told all the same. */
class LateThreadTest {
    private static final int OWNERS = 40;
    private static final int LEARNING = 3;
    private static final String TOUCH = "select touch()";

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner as select i as id from generate_series(1, " + OWNERS + ") i",
            "create table pet as select i as id, i as owner_id, 0 as touched from generate_series(1, " + OWNERS + ") i",
            "create function touch() returns int language sql volatile as"
                    + " 'update pet set touched = touched + 1; select 1'",
            "analyze");

    /** After the request whose thread it was has ended; or by a text that is too long to be kept. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queryThatWrites_endsWhatOthersHaveFetched(boolean late) throws Exception {
        try (Rig rig = Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG)) {
            // A round trip, so that what pays does not depend on how busy this machine is.
            rig.traffic().sending(() -> rig.putForward(Duration.ofMillis(1)));
            UnitOfWork ended = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime());
            ended.end();
            String sql = late ? TOUCH : TOUCH + " -- " + "x".repeat(20_000);
            learn(rig);
            List<Integer> touched = new ArrayList<>();
            rig.request(() -> {
                try (Connection reading = rig.source().getConnection();
                        Connection other = rig.source().getConnection()) {
                    for (int owner : owners(reading)) {
                        if (owner == OWNERS / 2) {
                            assertThat(rig.traffic().served()).isNotEmpty();
                            UnitOfWork before = UnitOfWork.enter(late ? ended : UnitOfWork.current());
                            touch(other, sql);
                            UnitOfWork.enter(before);
                        }
                        touched.add(touched(reading, owner));
                    }
                }
                return "";
            });
            int before = touched.get(0);
            assertThat(touched.subList(0, OWNERS / 2 - 1)).containsOnly(before);
            assertThat(touched.subList(OWNERS / 2 - 1, OWNERS)).containsOnly(before + 1);
            assertThat(rig.errors()).isEmpty();
        }
    }

    private static void learn(Rig rig) throws Exception {
        for (int request = 0; request < LEARNING; request++) {
            rig.request(() -> {
                try (Connection reading = rig.source().getConnection()) {
                    for (int owner : owners(reading)) {
                        touched(reading, owner);
                    }
                }
                return "";
            });
        }
    }

    private static void touch(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(sql).close();
        }
    }

    private static List<Integer> owners(Connection connection) throws SQLException {
        List<Integer> owners = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from owner order by id")) {
            while (rows.next()) {
                owners.add(rows.getInt(1));
            }
        }
        return owners;
    }

    private static int touched(Connection connection, int owner) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select touched from pet where owner_id = ?")) {
            statement.setInt(1, owner);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
