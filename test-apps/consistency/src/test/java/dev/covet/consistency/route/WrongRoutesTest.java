package dev.covet.consistency.route;

import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.check.MonotonicReadCheck;
import dev.covet.consistency.check.OwnWriteCheck;
import dev.covet.consistency.workload.Mix;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What routing relies on, taken away: the oracle sees it. */
class WrongRoutesTest {
    private static final String SHOWN = "pg_catalog.pg_last_wal_replay_lsn()";

    private static RoutedServers servers;

    @BeforeAll
    static void start() {
        servers = RoutedServers.postgres();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static Report run(Supplier<RoutedJvm> jvms, UnaryOperator<Setting> wishes) throws Exception {
        return RouteRun.report(
                servers,
                jvms,
                setting ->
                        wishes.apply(setting).faults(4, RouteRun.lag(servers.first()), RouteRun.lag(servers.second())));
    }

    /** With clients that write and read by turns. */
    private static void assertOlderThanWritten(Supplier<RoutedJvm> jvms) throws Exception {
        Hunt.assertFound(
                OwnWriteCheck.class,
                seed -> run(
                        jvms,
                        setting -> setting.seed(seed)
                                .coveredClients(2, Mix.ROWS)
                                .rawClients(1, Mix.ROWS, Duration.ofMillis(5))));
    }

    /** With clients that only read, beside others that write. */
    private static void assertOlderThanRead(Supplier<RoutedJvm> jvms) throws Exception {
        Hunt.assertFound(
                MonotonicReadCheck.class,
                seed -> run(
                        jvms,
                        setting -> setting.seed(seed)
                                .coveredClients(3, Mix.READS)
                                .rawClients(1, Mix.ROWS, Duration.ofMillis(2))));
    }

    private static RoutedJvm asking(String instead) {
        UnaryOperator<ServerAccess> wrong = known -> Deceived.by(known, text -> text.replace(SHOWN, instead));
        return new RoutedJvm(servers.family(), servers.settings(), wrong, UnaryOperator.identity());
    }

    private static RoutedJvm told(UnaryOperator<Stage> wrong) {
        return new RoutedJvm(servers.family(), servers.settings(), UnaryOperator.identity(), wrong);
    }

    @Test
    void whatIsReceived_isNotWhatIsShown() throws Exception {
        assertOlderThanWritten(() -> asking("pg_catalog.pg_last_wal_receive_lsn()"));
    }

    /** As if what one replica shows were shown by all. */
    @Test
    void anyReplicaForAll_isFound() throws Exception {
        assertOlderThanWritten(() -> asking("'7FFFFFFF/0'::pg_catalog.pg_lsn"));
    }

    @Test
    void writesThatAreNotNoted_areFound() throws Exception {
        assertOlderThanWritten(() -> {
            RoutedJvm jvm = servers.jvm();
            return jvm.forgettingWrites();
        });
    }

    @Test
    void readsAtThePrimaryThatAreNotNoted_areFound() throws Exception {
        assertOlderThanRead(() -> told(stage -> new Forwarding(stage) {
            @Override
            public void exit(StatementCall call) {
                call.way(null);
                super.exit(call);
            }
        }));
    }

    @Test
    void readsAtReplicasThatAreNotNoted_areFound() throws Exception {
        assertOlderThanRead(() -> told(stage -> new Forwarding(stage) {
            @Override
            public void exit(StatementCall call) {
                super.exit(call);
                if (call.elsewhere() != null) {
                    call.session().released();
                }
            }
        }));
    }

    private static class Forwarding implements Stage {
        private final Stage stage;

        Forwarding(Stage stage) {
            this.stage = stage;
        }

        @Override
        public String feature() {
            return stage.feature();
        }

        @Override
        public Verdict enter(StatementCall call) {
            return stage.enter(call);
        }

        @Override
        public void exit(StatementCall call) {
            stage.exit(call);
        }
    }
}
