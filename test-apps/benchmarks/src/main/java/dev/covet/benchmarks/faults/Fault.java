package dev.covet.benchmarks.faults;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** What happens to the server. */
enum Fault {
    KILLED("`kill -9`, started again") {
        @Override
        void begin(Stage stage) {
            stage.server().kill();
        }

        @Override
        void end(Stage stage) {
            stage.server().restart();
        }
    },
    STOPPED("stopped in order, started again") {
        @Override
        void begin(Stage stage) {
            stage.server().stop();
        }

        @Override
        void end(Stage stage) {
            stage.server().restart();
        }
    },
    FROZEN("frozen by `SIGSTOP`, goes on") {
        @Override
        void begin(Stage stage) {
            stage.server().suspend();
        }

        @Override
        void end(Stage stage) {
            stage.server().resume();
        }
    },
    HALF_OPEN("half-open: the network loses everything") {
        @Override
        void begin(Stage stage) {
            stage.network().halfOpen();
        }

        @Override
        void end(Stage stage) {
            stage.network().restore();
        }
    },
    FULL("all connections ended, others take their places (53300)") {
        @Override
        void begin(Stage stage) throws SQLException {
            stage.fill();
            stage.endThoseOfTheApplication();
            stage.fill();
        }

        @Override
        void end(Stage stage) throws SQLException {
            stage.makeRoom();
        }
    },
    READ_ONLY("takes no writes (25006)") {
        @Override
        void begin(Stage stage) throws SQLException {
            readOnly(stage, "alter system set default_transaction_read_only = on");
        }

        @Override
        void end(Stage stage) throws SQLException {
            readOnly(stage, "alter system reset default_transaction_read_only");
        }
    };

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract void begin(Stage stage) throws SQLException;

    abstract void end(Stage stage) throws SQLException;

    private static void readOnly(Stage stage, String change) throws SQLException {
        try (Connection connection = stage.connect()) {
            Sql.execute(connection, "set default_transaction_read_only = off", change, "select pg_reload_conf()");
        }
    }
}
