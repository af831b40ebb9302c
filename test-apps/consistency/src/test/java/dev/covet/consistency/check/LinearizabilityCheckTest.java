package dev.covet.consistency.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The one pass over the versions decides as a search through all orders does. */
class LinearizabilityCheckTest {
    private static final int HISTORIES = 3_000;

    /** An operation on a register; a write if it makes the version that it names. */
    private record Access(boolean write, int version, long from, long to) {}

    @Test
    void smallHistories_inOnePassAndBySearch_areDecidedAlike() {
        Random random = new Random(42);
        int possible = 0;
        for (int number = 0; number < HISTORIES; number++) {
            List<Access> accesses = accesses(random);
            boolean expected = isPossible(accesses, 0);
            assertThat(story(accesses).found(new LinearizabilityCheck(0)) == 0)
                    .as("%s", accesses)
                    .isEqualTo(expected);
            possible += expected ? 1 : 0;
        }
        assertThat(possible).isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
    }

    private static List<Access> accesses(Random random) {
        List<Access> accesses = new ArrayList<>();
        int writes = 1 + random.nextInt(3);
        for (int version = 1; version <= writes; version++) {
            long from = 3L * version + random.nextInt(8);
            accesses.add(new Access(true, version, from, from + random.nextInt(8)));
        }
        int reads = 1 + random.nextInt(3);
        for (int read = 0; read < reads; read++) {
            int version = random.nextInt(writes + 1);
            long from = 3L * version + random.nextInt(8);
            accesses.add(new Access(false, version, from, from + random.nextInt(8)));
        }
        return accesses;
    }

    /** Whether all this can follow in some order, with the register at this version. */
    private static boolean isPossible(List<Access> rest, int version) {
        if (rest.isEmpty()) {
            return true;
        }
        for (Access next : rest) {
            boolean fits = next.version() == (next.write() ? version + 1 : version);
            boolean early = rest.stream().noneMatch(other -> other.to() < next.from());
            if (fits && early) {
                List<Access> others = new ArrayList<>(rest);
                others.remove(next);
                if (isPossible(others, next.version())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Story story(List<Access> accesses) {
        long writes = accesses.stream().filter(Access::write).count();
        List<Long> versions = new ArrayList<>();
        for (long version = 1; version <= writes; version++) {
            versions.add(version);
        }
        Story story = new Story().versions(Story.X, versions.toArray(new Long[0]));
        for (Access access : accesses) {
            if (access.write()) {
                story.write(Story.BARE, Story.X, access.version(), access.from(), access.to());
            } else {
                story.read(Story.COVERED, Story.X, access.version(), access.from(), access.to());
            }
        }
        return story;
    }
}
