package dev.covet.consistency.cache;

import dev.covet.consistency.cache.WrongPositions.Defect;
import dev.covet.consistency.fault.Faults;
import org.junit.jupiter.api.Test;

/** The same where positions are places in a binary log, which somebody may begin anew. */
abstract class SharedBinlogSpecification extends SharedSpecification {
    /** The statement by which the log begins anew. */
    abstract String beginAnew();

    @Test
    final void logThatIsBegunAnew_violatesNothing() throws Exception {
        runs().assertClean(
                        20, setting -> SharedRun.reading(setting).faults(2, Faults.logBegunAnew(beginAnew(), SHORT)));
    }

    /** Places in the log before somebody has begun it anew are taken for those after. */
    @Test
    final void serverWhoseIdentityIsIgnored_isFound() throws Exception {
        runs().assertFound(Defect.SAME_ORIGIN, Faults.logBegunAnew(beginAnew(), SHORT));
    }
}
