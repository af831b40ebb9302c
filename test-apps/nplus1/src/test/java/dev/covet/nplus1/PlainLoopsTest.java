package dev.covet.nplus1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loops over JDBC without a framework. */
class PlainLoopsTest {
    private static final int OWNERS = 50;

    @RegisterExtension
    static final FilledDatabase FILLED =
            FilledDatabase.on(PostgresServer::start, connection -> Clinic.fill(connection, OWNERS));

    private static List<String> ownersWithPets(DataSource source) throws SQLException {
        List<String> read = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            List<Long> owners = new ArrayList<>();
            try (PreparedStatement all = connection.prepareStatement("select id, name from owner order by id");
                    ResultSet rows = all.executeQuery()) {
                while (rows.next()) {
                    owners.add(rows.getLong(1));
                    read.add(rows.getString(2));
                }
            }
            for (long owner : owners) {
                try (PreparedStatement pets = connection.prepareStatement(
                        "select id, name, weight from pet where owner_id = ? order by id")) {
                    pets.setLong(1, owner);
                    try (ResultSet rows = pets.executeQuery()) {
                        while (rows.next()) {
                            read.add(rows.getLong("id") + rows.getString(2) + rows.getBigDecimal("weight"));
                        }
                    }
                }
            }
            connection.commit();
        }
        return read;
    }

    @Test
    void loop_inOneTransaction_isAnsweredFromBatches() throws Exception {
        try (Lane bare = Lane.bare(FILLED.database());
                Lane prefetching = Lane.steady(FILLED.database(), Trial.PATIENT)) {
            List<String> expected = bare.request(PlainLoopsTest::ownersWithPets);
            assertThat(bare.sent().statements()).hasSize(1 + OWNERS);

            assertThat(prefetching.request(PlainLoopsTest::ownersWithPets)).isEqualTo(expected);
            assertThat(prefetching.sent().statements()).hasSizeLessThan(14);
            assertThat(prefetching.request(PlainLoopsTest::ownersWithPets)).isEqualTo(expected);
            assertThat(prefetching.request(PlainLoopsTest::ownersWithPets)).isEqualTo(expected);
            assertThat(prefetching.sent().statements()).hasSize(2);
        }
    }

    /** The pets of each owner, asked while the owners still come in blocks of ten. */
    private static List<String> streamed(DataSource source) throws SQLException {
        List<String> read = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement all = connection.prepareStatement("select id from owner order by id desc")) {
                all.setFetchSize(10);
                try (ResultSet owners = all.executeQuery();
                        PreparedStatement pets =
                                connection.prepareStatement("select name from pet where owner_id = ? order by id")) {
                    while (owners.next()) {
                        pets.setLong(1, owners.getLong(1));
                        try (ResultSet rows = pets.executeQuery()) {
                            while (rows.next()) {
                                read.add(rows.getString(1));
                            }
                        }
                    }
                }
            }
            connection.commit();
        }
        return read;
    }

    @Test
    void loop_overAStream_looksAheadWithinEachBlock() throws Exception {
        try (Lane bare = Lane.bare(FILLED.database());
                Lane prefetching = Lane.steady(FILLED.database(), Trial.PATIENT)) {
            List<String> expected = bare.request(PlainLoopsTest::streamed);
            for (int i = 0; i < 4; i++) {
                assertThat(prefetching.request(PlainLoopsTest::streamed)).isEqualTo(expected);
            }
            assertThat(bare.sent().statements()).hasSize(1 + OWNERS);
            assertThat(prefetching.sent().statements()).hasSizeLessThanOrEqualTo(1 + OWNERS / 10);
        }
    }
}
