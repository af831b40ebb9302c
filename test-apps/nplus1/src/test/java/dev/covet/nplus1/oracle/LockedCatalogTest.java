package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody changes a view that nobody reads, and is not done yet: our question about it has to wait, the application has not. */
class LockedCatalogTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner as select i as id from generate_series(1, 20) i",
            "create table pet as select i as id, i as owner_id from generate_series(1, 20) i",
            "create view report as select count(*) from owner");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void viewThatSomebodyChanges_holdsNobody(boolean transaction) throws Exception {
        try (Rig rig = Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG);
                Connection migrating = FILLED.database().connect()) {
            migrating.setAutoCommit(false);
            Sql.execute(migrating, "alter view report rename to yearly");
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> read(rig, transaction));
            try {
                assertThat(read.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(20);
            } finally {
                migrating.rollback();
            }
            assertThat(rig.traffic().served()).isEmpty();
            rig.putForward(Duration.ofMinutes(1));
            for (int time = 0; time < 3; time++) {
                assertThat(read(rig, transaction)).isEqualTo(20);
            }
            assertThat(rig.traffic().served()).isNotEmpty();
            assertThat(rig.errors()).isEmpty();
        }
    }

    private static int read(Rig rig, boolean transaction) {
        try {
            return rig.request(() -> {
                int read = 0;
                try (Connection connection = rig.source().getConnection()) {
                    connection.setAutoCommit(!transaction);
                    try (Statement all = connection.createStatement();
                            ResultSet owners = all.executeQuery("select id from owner order by id");
                            PreparedStatement one =
                                    connection.prepareStatement("select id from pet where owner_id = ?")) {
                        while (owners.next()) {
                            one.setInt(1, owners.getInt(1));
                            try (ResultSet pets = one.executeQuery()) {
                                read += pets.next() ? 1 : 0;
                            }
                        }
                    }
                    if (transaction) {
                        connection.commit();
                    }
                }
                return read;
            });
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
