package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.WrappedConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing tells of requests or tasks, a transaction stands in for them, or the time a connection is borrowed. */
class NoRequestTest {
    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner as select i as id from generate_series(1, 40) i",
            "create table pet as select i as id, i as owner_id from generate_series(1, 40) i");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void program_ofNoRequest_takesFewStatements(boolean transaction) throws Exception {
        try (Rig rig = Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG)) {
            List<Integer> sent = new ArrayList<>();
            for (int time = 0; time < 8; time++) {
                rig.traffic().reset();
                try (Connection connection = rig.source().getConnection()) {
                    // As pools are seen to do.
                    connection.unwrap(WrappedConnection.class).session().released();
                    connection.setAutoCommit(!transaction);
                    assertThat(read(connection)).isEqualTo(40);
                    if (transaction) {
                        connection.commit();
                    }
                }
                sent.add(rig.traffic().sent().size());
            }
            assertThat(sent.get(7)).as("%s", sent).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void loop_thatRunsAgainInTheSameUnit_takesFewStatementsToo() throws Exception {
        try (Rig rig = Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG);
                Connection connection = rig.source().getConnection()) {
            for (int time = 0; time < 8; time++) {
                rig.traffic().reset();
                assertThat(read(connection)).isEqualTo(40);
            }
            // The first two values of each round are asked for singly: nobody knows yet that they are a round.
            assertThat(rig.traffic().sent()).hasSizeLessThanOrEqualTo(5);
        }
    }

    private static int read(Connection connection) throws Exception {
        int read = 0;
        try (Statement all = connection.createStatement();
                ResultSet owners = all.executeQuery("select id from owner order by id");
                PreparedStatement one = connection.prepareStatement("select id from pet where owner_id = ?")) {
            while (owners.next()) {
                one.setInt(1, owners.getInt(1));
                try (ResultSet pets = one.executeQuery()) {
                    read += pets.next() ? 1 : 0;
                }
            }
        }
        return read;
    }
}
