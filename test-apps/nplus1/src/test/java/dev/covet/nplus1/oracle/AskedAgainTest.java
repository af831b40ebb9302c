package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer of a batch differs from the single query's, which is therefore asked again: an error in that is not the application's. */
class AskedAgainTest {
    private static final int OWNERS = 6;

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner as select i as id from generate_series(1, " + OWNERS + ") i",
            "create table pet as select 10 * i + j as id, i as owner_id from generate_series(1, " + OWNERS
                    + ") i, generate_series(1, 2) j",
            "create table mood (bad bool)",
            "insert into mood values (false)",
            "create function risky(bigint) returns bigint stable language plpgsql as 'begin"
                    + " if (select bad from mood) then raise ''in a bad mood''; end if; return $1; end'");

    private static final AtomicInteger TURNED = new AtomicInteger();

    /** Of a batch of a single key, which is sent once an answer was found to differ, whatever comes next fails. */
    private static List<Rows> turned(List<Rows> parts) {
        if (parts.size() == 1) {
            TURNED.incrementAndGet();
            mood(true);
        }
        return WrongRows.shortened(parts);
    }

    private static void mood(boolean bad) {
        try {
            Sql.execute(FILLED.connection(), "update mood set bad = " + bad);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "autosave=always"})
    void errorOfOurs_leavesTheTransactionAsItWas(String option) throws Exception {
        TURNED.set(0);
        String url = option.isEmpty()
                ? FILLED.database().jdbcUrl()
                : FILLED.database().jdbcUrl(option);
        WrongRows wrong = new WrongRows(AskedAgainTest::turned, new AtomicInteger(OWNERS));
        try (Rig rig = Rig.wrong(FILLED.database(), url, Rig.stage(Rig.LONG, new MemoryLimit(64 << 20)), wrong)) {
            List<Long> read = rig.request(() -> read(rig));
            assertThat(read).hasSize(2 * OWNERS).doesNotHaveDuplicates();
            assertThat(TURNED).hasPositiveValue();
            assertThat(rig.errors()).isEmpty();
        }
    }

    private static List<Long> read(Rig rig) throws SQLException {
        List<Long> read = new ArrayList<>();
        try (Connection connection = rig.source().getConnection()) {
            connection.setAutoCommit(false);
            List<Long> owners = new ArrayList<>();
            try (Statement all = connection.createStatement();
                    ResultSet rows = all.executeQuery("select id from owner order by id")) {
                while (rows.next()) {
                    owners.add(rows.getLong(1));
                }
            }
            for (long owner : owners) {
                try (PreparedStatement one =
                        connection.prepareStatement("select risky(id) from pet where owner_id = ? order by id")) {
                    one.setLong(1, owner);
                    try (ResultSet rows = one.executeQuery()) {
                        while (rows.next()) {
                            read.add(rows.getLong(1));
                        }
                    }
                }
                mood(false);
            }
            connection.commit();
        }
        return read;
    }
}
