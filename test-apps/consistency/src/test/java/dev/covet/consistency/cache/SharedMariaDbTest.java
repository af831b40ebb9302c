package dev.covet.consistency.cache;

import dev.covet.consistency.TestServers;
import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import org.junit.jupiter.api.Test;

class SharedMariaDbTest extends SharedBinlogSpecification {
    @Override
    Kind kind() {
        return Kind.MARIADB;
    }

    @Override
    String beginAnew() {
        return "reset master";
    }

    @Test
    void mostlyReads_byTheDriverOfMySql_violateNothing() throws Exception {
        runs(Kind.MARIADB_BY_MYSQL).assertClean(100, SharedRun::reading);
    }

    @Test
    void commitsThatAreLoggedButNotSeenAndKilledSessions_violateNothing() throws Exception {
        Fault unconfirmed = Faults.unconfirmed(SHORT);
        Fault killed = Faults.killedSession(Dialect.MARIADB);
        Fault suspended = Faults.suspended(TestServers.mariaDb(), SHORT);
        runs().assertClean(20, setting -> SharedRun.reading(setting).faults(2, unconfirmed, killed, suspended));
    }
}
