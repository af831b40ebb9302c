package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another thread cancels a statement of the application while a batch is executed in its place. */
class CancelTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Quick for small keys; takes long for large ones. */
    private static final String COUNT = "select count(*) from work a, work b where a.id <= ? and b.id <= a.id";

    /** Not to be joined with its keys, so sent as it is. */
    private static final String ANY =
            "select a.id from work a, work b where a.id <= ? and b.id <= a.id limit 1 offset 1000000000";

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table work as select i as id from generate_series(1, 9000) i",
            "create table owner as select i as id from (values (1), (2), (9000), (8999), (8998)) v(i)",
            "analyze");

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void cancel_whileABatchIsExecuted_isAnErrorAsWithoutUs(boolean transaction, boolean joined) throws Exception {
        try (Rig bare = Rig.bare(FILLED.database(), FILLED.database().jdbcUrl());
                Rig prefetching =
                        Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG)) {
            List<String> expected = program(bare, transaction, joined ? COUNT : ANY);
            assertThat(expected).anyMatch(line -> line.startsWith("57014"));

            assertThat(program(prefetching, transaction, joined ? COUNT : ANY)).isEqualTo(expected);
            assertThat(prefetching.traffic().keys()).isPositive();
            assertThat(prefetching.errors()).isEmpty();
        }
    }

    private static List<String> program(Rig rig, boolean transaction, String sql) throws Exception {
        AtomicReference<Statement> running = new AtomicReference<>();
        CompletableFuture<List<String>> read = CompletableFuture.supplyAsync(() -> {
            try {
                return rig.request(() -> loop(rig, transaction, sql, running));
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        Await.until("a statement takes long", SOON, () -> {
            try {
                return Sql.value(
                                FILLED.connection(),
                                "select count(*) from pg_stat_activity where state = 'active' and datname ="
                                        + " current_database() and pid <> pg_backend_pid()"
                                        + " and now() - query_start > interval '200 ms'")
                        .equals("1");
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
        Objects.requireNonNull(running.get()).cancel();
        return read.get();
    }

    private static List<String> loop(Rig rig, boolean transaction, String sql, AtomicReference<Statement> running)
            throws SQLException {
        List<String> read = new ArrayList<>();
        try (Connection connection = rig.source().getConnection()) {
            connection.setAutoCommit(!transaction);
            List<Integer> owners = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select id from owner")) {
                while (rows.next()) {
                    owners.add(rows.getInt(1));
                }
            }
            for (int owner : owners.subList(0, 3)) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    running.set(statement);
                    statement.setInt(1, owner);
                    read.add(first(statement));
                }
            }
            try (PreparedStatement after = connection.prepareStatement("select 1")) {
                read.add(first(after));
            }
            if (transaction) {
                connection.rollback();
            }
            return read;
        }
    }

    private static String first(PreparedStatement statement) {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : "nothing";
        } catch (SQLException failure) {
            return failure.getSQLState() + ' ' + failure.getMessage();
        }
    }
}
