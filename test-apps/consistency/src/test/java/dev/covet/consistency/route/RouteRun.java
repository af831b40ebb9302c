package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Consistency;
import dev.covet.consistency.Contract;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.check.MonotonicReadCheck;
import dev.covet.consistency.fault.Fault;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;

/** Runs of the oracle with two JVMs that read from replicas, and others that do not. */
final class RouteRun {
    private static final Logger LOG = Logger.getLogger(RouteRun.class.getName());
    private static final Duration LAG = Duration.ofMillis(200);

    /**
     * A session sees what its JVM has written, and never anything older than before; nothing is older than the limit. A standby
     * may show a commit an instant before the primary does.
     */
    private static final Contract PROMISED =
            new Contract(Duration.ofSeconds(10), MonotonicReadCheck.Scope.SESSION_OF_ANSWERED);

    private RouteRun() {}

    /** The replica goes on receiving and shows nothing new for a while. */
    static Fault lag(Follower replica) {
        return (administrator, random) -> {
            replica.pauseReplay();
            Await.whether(LAG, () -> false);
            replica.resumeReplay();
        };
    }

    static Report report(RoutedServers servers, Supplier<RoutedJvm> jvms, UnaryOperator<Setting> wishes)
            throws Exception {
        return report(servers, "", jvms, wishes);
    }

    /** The same where the URL of one of the two ends with this. */
    static Report report(RoutedServers servers, String options, Supplier<RoutedJvm> jvms, UnaryOperator<Setting> wishes)
            throws Exception {
        try (TestDatabase database = servers.createDatabase();
                RoutedJvm one = jvms.get();
                RoutedJvm two = jvms.get()) {
            BareDataSource bare = new BareDataSource(database.jdbcUrl(), database.user(), database.password());
            Setting setting = Setting.in(servers.dialect(), bare)
                    .contract(PROMISED)
                    .covered("one", one.to(database), one::routed)
                    .covered("two", two.to(database.jdbcUrl() + options, database), two::routed);
            Report report = Consistency.run(wishes.apply(setting));
            LOG.info(() -> report + " " + one.outcomes() + two.outcomes() + one.said() + two.said());
            assertThat(one.errors()).isEmpty();
            assertThat(two.errors()).isEmpty();
            return report;
        }
    }
}
