package dev.covet.consistency.cache;

import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.junit.NeedsMySql;
import org.junit.jupiter.api.Test;

/** On MySQL itself. */
@NeedsMySql(own = true)
class SharedMySqlTest extends SharedBinlogSpecification {
    @Override
    Kind kind() {
        return Kind.MYSQL;
    }

    @Override
    String beginAnew() {
        return "reset binary logs and gtids";
    }

    @Test
    void commitsThatAreLoggedButNotSeenAndKilledSessions_violateNothing() throws Exception {
        Fault unconfirmed = Faults.unconfirmedMySql(SHORT);
        Fault killed = Faults.killedSession(Dialect.MYSQL);
        runs().assertClean(20, setting -> SharedRun.reading(setting).faults(2, unconfirmed, killed));
    }
}
