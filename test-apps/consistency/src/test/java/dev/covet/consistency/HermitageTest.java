package dev.covet.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.hermitage.Schedule;
import dev.covet.consistency.hermitage.Schedules;
import dev.covet.consistency.hermitage.Stage;
import dev.covet.consistency.mutant.Defect;
import dev.covet.consistency.mutant.SmallCache;
import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Each schedule at each isolation level leaves the same transcript whoever plays it. */
class HermitageTest {
    private static final Map<String, Integer> LEVELS = new TreeMap<>(Map.of(
            "read uncommitted", Connection.TRANSACTION_READ_UNCOMMITTED,
            "read committed", Connection.TRANSACTION_READ_COMMITTED,
            "repeatable read", Connection.TRANSACTION_REPEATABLE_READ,
            "serializable", Connection.TRANSACTION_SERIALIZABLE));

    @Test
    void postgres_bareAgainstBareAndRightCache_areEqual() throws SQLException {
        try (TestDatabase database = TestServers.postgres().createDatabase()) {
            BareDataSource bare = BareDataSource.of(database);
            Map<String, List<String>> expected = transcripts(Dialect.POSTGRES, bare, bare);
            assertThat(transcripts(Dialect.POSTGRES, bare, bare)).containsAllEntriesOf(expected);
            assertThat(transcripts(Dialect.POSTGRES, bare, new SmallCache().before(bare)))
                    .containsAllEntriesOf(expected);
            DataSource wrong = new SmallCache(Defect.INVALIDATES_AFTER_ONLY, Defect.TIME_TO_LIVE_ONLY).before(bare);
            assertThat(transcripts(Dialect.POSTGRES, bare, wrong)).isNotEqualTo(expected);
        }
    }

    @Test
    void mariaDb_bareAgainstBareAndRightCache_areEqual() throws SQLException {
        try (TestDatabase database = TestServers.mariaDb().createDatabase()) {
            BareDataSource bare = BareDataSource.of(database);
            Map<String, List<String>> expected = transcripts(Dialect.MARIADB, bare, bare);
            assertThat(transcripts(Dialect.MARIADB, bare, bare)).containsAllEntriesOf(expected);
            DataSource wrong = new SmallCache(Defect.PUBLISHES_UNCOMMITTED).before(bare);
            assertThat(transcripts(Dialect.MARIADB, bare, wrong)).isNotEqualTo(expected);
        }
    }

    private static Map<String, List<String>> transcripts(Dialect dialect, DataSource raw, DataSource sessions)
            throws SQLException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        try (Stage stage = new Stage(dialect, raw, sessions)) {
            for (Map.Entry<String, Integer> level : LEVELS.entrySet()) {
                for (Schedule schedule : Schedules.all()) {
                    all.put(level.getKey() + ", " + schedule, stage.play(schedule, level.getValue()));
                }
            }
        }
        return all;
    }
}
