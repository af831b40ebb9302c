package dev.covet.consistency.route;

import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WrongRoutesTest extends WrongRoutesSpecification {
    private static final String SHOWN = "pg_catalog.pg_last_wal_replay_lsn()";

    @Override
    RoutedServers started() {
        return RoutedServers.postgres();
    }

    private RoutedJvm asking(String instead) {
        return asking((connection, text) -> text.replace(SHOWN, instead));
    }

    private RoutedJvm told(UnaryOperator<Stage> wrong) {
        return new RoutedJvm(servers().family(), servers().settings(), UnaryOperator.identity(), wrong);
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
            RoutedJvm jvm = servers().jvm();
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
        public Verdict instead(StatementCall call, SQLException failure) {
            return stage.instead(call, failure);
        }

        @Override
        public void exit(StatementCall call) {
            stage.exit(call);
        }
    }
}
