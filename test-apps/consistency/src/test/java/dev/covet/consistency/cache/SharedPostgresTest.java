package dev.covet.consistency.cache;

import dev.covet.consistency.TestServers;
import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import org.junit.jupiter.api.Test;

class SharedPostgresTest extends SharedSpecification {
    @Override
    Kind kind() {
        return Kind.POSTGRES;
    }

    @Test
    void commitsThatAreLoggedButNotSeenAndKilledSessions_violateNothing() throws Exception {
        Fault stall = Faults.synchronousStall(SHORT);
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        Fault suspended = Faults.suspended(TestServers.postgres(), SHORT);
        runs().assertClean(20, setting -> SharedRun.reading(setting).faults(2, stall, killed, suspended));
    }
}
