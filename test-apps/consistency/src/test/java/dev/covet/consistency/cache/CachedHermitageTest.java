package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.hermitage.Schedule;
import dev.covet.consistency.hermitage.Schedules;
import dev.covet.consistency.hermitage.Stage;
import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whoever plays a schedule behind a cache that has the table's rows by then sees and waits as on the bare driver. */
class CachedHermitageTest {
    private static final List<Integer> LEVELS = List.of(
            Connection.TRANSACTION_READ_UNCOMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE);

    private long hitsBefore;

    @Test
    void postgres_bounded_leavesTheTranscriptsOfTheBareDriver() throws SQLException {
        try (TestDatabase database = CacheRun.database();
                CachedJvm jvm = new CachedJvm(CacheRun.BOUNDED)) {
            DataSource bare = new BareDataSource(database.jdbcUrl(), database.user(), database.password());
            Map<String, List<String>> expected;
            try (Stage stage = new Stage(Dialect.POSTGRES, bare, bare)) {
                expected = played(stage, () -> 0);
            }
            // What is read at a higher level is never answered from the cache.
            IntPredicate warm = level -> level > Connection.TRANSACTION_READ_COMMITTED || jvm.hits() > hitsBefore;
            try (Stage stage = new Stage(Dialect.POSTGRES, bare, jvm.to(database), warm)) {
                assertThat(played(stage, jvm::hits)).containsExactlyEntriesOf(expected);
            }
            assertThat(jvm.errors()).isEmpty();
            assertThat(jvm.hits()).isGreaterThanOrEqualTo(2L * Schedules.all().size());
        }
    }

    private Map<String, List<String>> played(Stage stage, LongSupplier hits) throws SQLException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int level : LEVELS) {
            for (Schedule schedule : Schedules.all()) {
                hitsBefore = hits.getAsLong();
                all.put(schedule + " at " + level, stage.play(schedule, level));
            }
        }
        return all;
    }
}
