package dev.covet.consistency.route;

import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.check.MonotonicReadCheck;
import dev.covet.consistency.check.OwnWriteCheck;
import dev.covet.consistency.workload.Mix;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What routing relies on, taken away: the oracle sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WrongRoutesSpecification {
    private RoutedServers servers;

    abstract RoutedServers started();

    final RoutedServers servers() {
        return servers;
    }

    @BeforeAll
    final void start() {
        servers = started();
    }

    @AfterAll
    final void stop() {
        servers.close();
    }

    final Report run(String options, Supplier<RoutedJvm> jvms, UnaryOperator<Setting> wishes) throws Exception {
        return RouteRun.report(
                servers,
                options,
                jvms,
                setting ->
                        wishes.apply(setting).faults(4, RouteRun.lag(servers.first()), RouteRun.lag(servers.second())));
    }

    /** With clients that write and read by turns. */
    final void assertOlderThanWritten(Supplier<RoutedJvm> jvms) throws Exception {
        assertOlderThanWritten("", jvms);
    }

    final void assertOlderThanWritten(String options, Supplier<RoutedJvm> jvms) throws Exception {
        Hunt.assertFound(OwnWriteCheck.class, seed -> run(options, jvms, setting -> byTurns(setting.seed(seed))));
    }

    static Setting byTurns(Setting setting) {
        return setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5));
    }

    /** With clients that only read, beside others that write. */
    final void assertOlderThanRead(Supplier<RoutedJvm> jvms) throws Exception {
        Hunt.assertFound(
                MonotonicReadCheck.class,
                seed -> run(
                        "",
                        jvms,
                        setting -> setting.seed(seed)
                                .coveredClients(3, Mix.READS)
                                .rawClients(1, Mix.ROWS, Duration.ofMillis(2))));
    }

    /** Whose servers are asked something else. */
    final RoutedJvm asking(BiFunction<Connection, String, String> texts) {
        return new RoutedJvm(
                servers.family(), servers.settings(), known -> Deceived.by(known, texts), UnaryOperator.identity());
    }
}
