package dev.covet.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.hermitage.Transcripts;
import dev.covet.consistency.mutant.Defect;
import dev.covet.consistency.mutant.SmallCache;
import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Each schedule at each isolation level leaves the same transcript whoever plays it. */
class HermitageTest {
    @Test
    void postgres_bareAgainstBareAndRightCache_areEqual() throws SQLException {
        try (TestDatabase database = TestServers.postgres().createDatabase()) {
            BareDataSource bare = BareDataSource.of(database);
            Map<String, List<String>> expected = Transcripts.of(Dialect.POSTGRES, bare, bare);
            assertThat(Transcripts.of(Dialect.POSTGRES, bare, bare)).containsAllEntriesOf(expected);
            assertThat(Transcripts.of(Dialect.POSTGRES, bare, new SmallCache().before(bare)))
                    .containsAllEntriesOf(expected);
            DataSource wrong = new SmallCache(Defect.INVALIDATES_AFTER_ONLY, Defect.TIME_TO_LIVE_ONLY).before(bare);
            assertThat(Transcripts.of(Dialect.POSTGRES, bare, wrong)).isNotEqualTo(expected);
        }
    }

    @Test
    void mariaDb_bareAgainstBareAndRightCache_areEqual() throws SQLException {
        try (TestDatabase database = TestServers.mariaDb().createDatabase()) {
            BareDataSource bare = BareDataSource.of(database);
            Map<String, List<String>> expected = Transcripts.of(Dialect.MARIADB, bare, bare);
            assertThat(Transcripts.of(Dialect.MARIADB, bare, bare)).containsAllEntriesOf(expected);
            DataSource wrong = new SmallCache(Defect.PUBLISHES_UNCOMMITTED).before(bare);
            assertThat(Transcripts.of(Dialect.MARIADB, bare, wrong)).isNotEqualTo(expected);
        }
    }
}
