package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Consistency;
import dev.covet.consistency.Contract;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.unit.Hold;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;

/** Runs of the oracle with two JVMs that are answered within transactions and units, and others that are not. */
final class UnitRun {
    static final Contract BOUNDED = Contract.bounded(Duration.ofMillis(100));

    private static final Logger LOG = Logger.getLogger(UnitRun.class.getName());

    private UnitRun() {}

    /** The databases. */
    enum Product {
        POSTGRES,
        MARIADB,
        /** For tests that say they need it. */
        MYSQL;

        Dialect dialect() {
            return switch (this) {
                case POSTGRES -> Dialect.POSTGRES;
                case MARIADB -> Dialect.MARIADB;
                case MYSQL -> Dialect.MYSQL;
            };
        }

        TestDatabase database() {
            DatabaseServer server = switch (this) {
                case POSTGRES -> TestServers.postgres();
                case MARIADB -> TestServers.mariaDb();
                case MYSQL -> TestServers.mySql();
            };
            return server.createDatabase();
        }
    }

    /** Everything at once. */
    static Setting settled(Setting setting) {
        return setting.coveredClients(3, Mix.SETTLED).rawClients(2, Mix.SETTLED, Duration.ZERO);
    }

    /** Many hits, and somebody else who writes. */
    static Setting reading(Setting setting) {
        return setting.coveredClients(3, Mix.READS).rawClients(1, Mix.ROWS, Duration.ofMillis(2));
    }

    /** Who promises no time at all gives answers of snapshots only, which differ in nothing from those of the database. */
    static Report report(Product product, Hold.Maker holds, Contract contract, UnaryOperator<Setting> wishes)
            throws Exception {
        CacheSettings settings = UnitGround.settings(contract.staleness());
        try (TestDatabase database = product.database();
                CachedJvm one = new CachedJvm(settings, UnaryOperator.identity(), holds);
                CachedJvm two = new CachedJvm(settings, UnaryOperator.identity(), holds)) {
            BareDataSource bare = new BareDataSource(database.jdbcUrl(), database.user(), database.password());
            Setting setting = Setting.in(product.dialect(), bare)
                    .contract(contract)
                    .covered("one", one.to(database), one::served)
                    .covered("two", two.to(database), two::served);
            Report report = Consistency.run(wishes.apply(setting));
            LOG.info(() -> product + " " + report.summary() + " " + one.outcomes() + two.outcomes());
            assertThat(one.errors()).isEmpty();
            assertThat(two.errors()).isEmpty();
            return report;
        }
    }

    /** Until so many answers came from memory. */
    static void assertRunsCleanly(
            Product product, Hold.Maker holds, Contract contract, int served, UnaryOperator<Setting> wishes)
            throws Exception {
        Report report = report(product, holds, contract, setting -> wishes.apply(setting.served(served)));
        CacheRun.assertClean(report, served);
    }
}
