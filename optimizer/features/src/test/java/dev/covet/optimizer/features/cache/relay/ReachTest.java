package dev.covet.optimizer.features.cache.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When an answer of another JVM shows all that this one knows of. */
class ReachTest {
    private static final int PET = TableClock.number("pet");
    private static final int OWNER = TableClock.number("owner");
    private static final int[] TABLES = {PET};

    private final TableClock clock = new TableClock();
    private final Positions positions = new Positions();
    private final Quarantine quarantine = new Quarantine(clock, positions);

    private static final Moment ALL = new Moment() {
        @Override
        public boolean shows(Commit commit) {
            return true;
        }

        @Override
        public String origin() {
            return "one";
        }
    };

    private void told(String table, long position) {
        quarantine.take(new Commit(1, Set.of(new ChangedTable("public", table)), false, position), 0);
    }

    /** Of a moment that is asked for now. */
    private Reach at(long position, long start) {
        return new Reach("one", position, start, 0, Reach.own(clock, positions), positions);
    }

    private boolean covers(Reach reach, long shown) {
        return reach.covering(shown, TABLES, clock) != null;
    }

    @Test
    void covering_nothingChanged_dependsOnTheStart() {
        Reach reach = at(100, 50);

        assertThat(covers(reach, 49)).isFalse();
        assertThat(covers(reach, 50)).isTrue();
        assertThat(covers(reach, 1_000)).isTrue();
    }

    @Test
    void covering_othersCommit_hasToBeShown() {
        Reach reach = at(100, 50);
        told("pet", 120);
        assertThat(covers(reach, 1_000)).as("not everybody sees it yet").isFalse();

        quarantine.release(ALL);

        assertThat(covers(reach, 119)).isFalse();
        assertThat(covers(reach, 120)).isTrue();
        told("owner", 130);
        assertThat(covers(reach, 120)).isTrue();
        assertThat(reach.covering(120, new int[] {PET, OWNER}, clock)).isNull();
    }

    @Test
    void covering_ownWrite_hasToBeBeforeTheMoment() {
        Reach before = at(100, 50);

        clock.began(PET);
        assertThat(covers(before, 1_000)).isFalse();
        Reach during = at(110, 50);
        assertThat(covers(during, 1_000)).isFalse();
        clock.ended(PET);

        assertThat(covers(before, 1_000)).isFalse();
        assertThat(covers(during, 1_000)).isFalse();
        assertThat(covers(at(120, 50), 1_000)).isTrue();
    }

    /** What others commit in between must not make up for what this JVM has written. */
    @Test
    void covering_ownWriteAndOthersCommits_isNotMixedUp() {
        Reach before = at(100, 50);
        for (int commit = 0; commit < 5; commit++) {
            told("pet", 110 + commit);
            quarantine.release(ALL);
            assertThat(covers(before, 1_000)).isTrue();
        }
        clock.began(PET);
        clock.ended(PET);
        for (int commit = 0; commit < 5; commit++) {
            told("pet", 120 + commit);
            assertThat(covers(before, 1_000)).isFalse();
            quarantine.release(ALL);
            assertThat(covers(before, 1_000)).isFalse();
        }
        assertThat(covers(at(130, 50), 1_000)).isTrue();
    }

    @Test
    void covering_versions_holdUntilTheNextChange() {
        var versions = at(100, 50).covering(100, TABLES, clock);

        assertThat(versions).isNotNull();
        assertThat(versions != null && versions.hold(clock)).isTrue();
        told("pet", 120);
        assertThat(versions != null && versions.hold(clock)).isFalse();
    }

    @Test
    void covering_commitWithoutPosition_isNeverShown() {
        Reach reach = at(100, 50);
        told("pet", -1);
        quarantine.release(ALL);

        assertThat(covers(reach, Long.MAX_VALUE - 1)).isFalse();
    }

    @Test
    void shown_isTheMomentOrWhatWasToldSince() {
        Reach reach = at(100, 50);
        assertThat(reach.shown()).isEqualTo(100);

        told("owner", 90);
        assertThat(reach.shown()).isEqualTo(100);
        told("owner", 120);
        assertThat(reach.shown()).isEqualTo(120);
        told("owner", -1);
        assertThat(reach.shown()).isEqualTo(120);
    }
}
