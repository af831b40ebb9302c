package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Consistency;
import dev.covet.consistency.Contract;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;

/** Runs of the oracle with two JVMs that have caches, and others that have none. */
final class CacheRun {
    static final CacheSettings BOUNDED = CacheSettings.of(CacheSettings.Mode.ON).keepingAll();

    private static final Logger LOG = Logger.getLogger(CacheRun.class.getName());

    private CacheRun() {}

    /** An empty database that tells of its changes. */
    static TestDatabase database() {
        return TestServers.postgres().createDatabase(CacheRun::publish);
    }

    static void publish(Connection connection) throws SQLException {
        Sql.execute(connection, "create publication covet for all tables");
    }

    /** A server and a driver. */
    enum Kind {
        POSTGRES {
            @Override
            TestDatabase database() {
                return CacheRun.database();
            }
        },
        /** Where commits of others are logged some time before they are seen. */
        POSTGRES_WAITING {
            @Override
            TestDatabase database() {
                return CommitsThatWait.database();
            }

            @Override
            String rawAddress(TestDatabase database) {
                return CommitsThatWait.address(database);
            }

            @Override
            AutoCloseable beside(TestDatabase database) throws SQLException {
                return CommitsThatWait.in(database);
            }
        },
        MARIADB {
            @Override
            TestDatabase database() {
                return TestServers.mariaDb().createDatabase();
            }
        },
        /** By the driver of MySQL. */
        MARIADB_BY_MYSQL {
            @Override
            TestDatabase database() {
                TestDatabase made = TestServers.mariaDb().createDatabase();
                String url = made.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
                return new TestDatabase(url, made.user(), made.password(), made::close);
            }
        },
        /** MySQL's own server; for tests that say they need it. */
        MYSQL {
            @Override
            TestDatabase database() {
                return TestServers.mySql().createDatabase();
            }
        };

        private Dialect dialect() {
            return switch (this) {
                case POSTGRES, POSTGRES_WAITING -> Dialect.POSTGRES;
                case MARIADB, MARIADB_BY_MYSQL -> Dialect.MARIADB;
                case MYSQL -> Dialect.MYSQL;
            };
        }

        /** An empty one that tells of its changes. */
        abstract TestDatabase database();

        /** By which the bare driver reaches it. */
        String rawAddress(TestDatabase database) {
            return database.jdbcUrl();
        }

        /** What goes on meanwhile. */
        AutoCloseable beside(TestDatabase database) throws SQLException {
            return () -> {};
        }
    }

    static Report report(UnaryOperator<ChangeSource> feeds, BiFunction<Setting, TestDatabase, Setting> wishes)
            throws Exception {
        return report(Kind.POSTGRES, feeds, wishes);
    }

    static Report report(
            Kind kind, UnaryOperator<ChangeSource> feeds, BiFunction<Setting, TestDatabase, Setting> wishes)
            throws Exception {
        return report(kind, BOUNDED, Contract.bounded(BOUNDED.staleness()), feeds, wishes);
    }

    static Report report(
            CacheSettings settings,
            Contract contract,
            UnaryOperator<ChangeSource> feeds,
            BiFunction<Setting, TestDatabase, Setting> wishes)
            throws Exception {
        return report(Kind.POSTGRES, settings, contract, feeds, wishes);
    }

    static Report report(
            Kind kind,
            CacheSettings settings,
            Contract contract,
            UnaryOperator<ChangeSource> feeds,
            BiFunction<Setting, TestDatabase, Setting> wishes)
            throws Exception {
        return report(kind, settings, contract, feeds, wishes, CachedJvm::served);
    }

    /** The same, where only some of the cache's answers count as served. */
    static Report report(
            Kind kind,
            CacheSettings settings,
            Contract contract,
            UnaryOperator<ChangeSource> feeds,
            BiFunction<Setting, TestDatabase, Setting> wishes,
            Predicate<CachedJvm> served)
            throws Exception {
        try (TestDatabase database = kind.database();
                CachedJvm one = new CachedJvm(settings, feeds);
                CachedJvm two = new CachedJvm(settings, feeds);
                AutoCloseable beside = kind.beside(database)) {
            LOG.fine(() -> kind + " beside " + beside);
            BareDataSource bare = new BareDataSource(kind.rawAddress(database), database.user(), database.password());
            Setting setting = Setting.in(kind.dialect(), bare)
                    .contract(contract)
                    .covered("one", one.to(database.jdbcUrl(), database), () -> served.test(one))
                    .covered("two", two.to(database.jdbcUrl(), database), () -> served.test(two));
            Report report = Consistency.run(wishes.apply(setting, database));
            LOG.info(() -> report + " " + one.outcomes() + two.outcomes() + one.said() + two.said());
            assertThat(one.errors()).isEmpty();
            assertThat(two.errors()).isEmpty();
            assertThat(one.violations()).isEmpty();
            assertThat(two.violations()).isEmpty();
            return report;
        }
    }

    static void assertClean(Report report, int leastServed) {
        assertThat(report.counts()).as(report::toString).isEmpty();
        assertThat(report.served()).isGreaterThanOrEqualTo(leastServed);
    }
}
