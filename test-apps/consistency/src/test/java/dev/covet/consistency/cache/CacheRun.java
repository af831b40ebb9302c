package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.BareDataSource;
import dev.covet.consistency.Consistency;
import dev.covet.consistency.Contract;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;

/** Runs of the oracle with two JVMs that have caches, and others that have none, on PostgreSQL. */
final class CacheRun {
    static final CacheSettings BOUNDED = CacheSettings.of(CacheSettings.Mode.ON);

    private static final Logger LOG = Logger.getLogger(CacheRun.class.getName());

    private CacheRun() {}

    /** An empty database that tells of its changes. */
    static TestDatabase database() {
        return TestServers.postgres()
                .createDatabase(connection -> Sql.execute(connection, "create publication covet for all tables"));
    }

    static Report report(UnaryOperator<ChangeSource> feeds, BiFunction<Setting, TestDatabase, Setting> wishes)
            throws Exception {
        return report(BOUNDED, Contract.bounded(BOUNDED.staleness()), feeds, wishes);
    }

    static Report report(
            CacheSettings settings,
            Contract contract,
            UnaryOperator<ChangeSource> feeds,
            BiFunction<Setting, TestDatabase, Setting> wishes)
            throws Exception {
        return report(settings, contract, feeds, wishes, CachedJvm::served, database -> database.jdbcUrl());
    }

    /** The same, where only some of the cache's answers count as served, and JVMs reach the database by another address. */
    static Report report(
            CacheSettings settings,
            Contract contract,
            UnaryOperator<ChangeSource> feeds,
            BiFunction<Setting, TestDatabase, Setting> wishes,
            Predicate<CachedJvm> served,
            Function<TestDatabase, String> address)
            throws Exception {
        try (TestDatabase database = database();
                CachedJvm one = new CachedJvm(settings, feeds);
                CachedJvm two = new CachedJvm(settings, feeds)) {
            BareDataSource bare = new BareDataSource(database.jdbcUrl(), database.user(), database.password());
            Setting setting = Setting.in(Dialect.POSTGRES, bare)
                    .contract(contract)
                    .covered("one", one.to(address.apply(database), database), () -> served.test(one))
                    .covered("two", two.to(address.apply(database), database), () -> served.test(two));
            Report report = Consistency.run(wishes.apply(setting, database));
            LOG.info(() -> report + " " + one.outcomes() + two.outcomes() + one.said() + two.said());
            assertThat(one.errors()).isEmpty();
            assertThat(two.errors()).isEmpty();
            return report;
        }
    }

    static void assertClean(Report report, int leastServed) {
        assertThat(report.counts()).as(report::toString).isEmpty();
        assertThat(report.served()).isGreaterThanOrEqualTo(leastServed);
    }
}
