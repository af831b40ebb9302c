package dev.covet.consistency;

import dev.covet.consistency.check.AbortedReadCheck;
import dev.covet.consistency.check.AnswerCheck;
import dev.covet.consistency.check.Check;
import dev.covet.consistency.check.IntermediateReadCheck;
import dev.covet.consistency.check.LinearizabilityCheck;
import dev.covet.consistency.check.LockedReadCheck;
import dev.covet.consistency.check.MonotonicReadCheck;
import dev.covet.consistency.check.OutcomeCheck;
import dev.covet.consistency.check.OwnWriteCheck;
import dev.covet.consistency.check.RepeatableReadCheck;
import dev.covet.consistency.check.SnapshotCheck;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.consistency.check.TrailCheck;
import dev.covet.consistency.check.UncommittedReadCheck;
import java.time.Duration;
import java.util.List;

/**
 * What is promised to clients that are covered; to the others a database promises the strictest.
 *
 * @param staleness how old what they read may be
 * @param monotonic when they may not see something older than before
 */
public record Contract(Duration staleness, MonotonicReadCheck.Scope monotonic) {
    /** As if there were no cache. */
    public static Contract strict() {
        return new Contract(Duration.ZERO, MonotonicReadCheck.Scope.SESSION);
    }

    /** What they read was current no longer ago than this, and no older than what their JVM has written. */
    public static Contract bounded(Duration staleness) {
        return new Contract(staleness, MonotonicReadCheck.Scope.SAME_QUERY);
    }

    List<Check> checks() {
        long nanos = staleness.toNanos();
        return List.of(
                new OutcomeCheck(),
                new AnswerCheck(),
                new AbortedReadCheck(),
                new IntermediateReadCheck(),
                new UncommittedReadCheck(),
                new TrailCheck(),
                new OwnWriteCheck(),
                new MonotonicReadCheck(monotonic),
                new StalenessCheck(nanos),
                new LinearizabilityCheck(nanos, monotonic == MonotonicReadCheck.Scope.SESSION_OF_ANSWERED),
                new LockedReadCheck(),
                new RepeatableReadCheck(),
                new SnapshotCheck());
    }
}
