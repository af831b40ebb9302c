package dev.covet.instrumentation.drivers.binlog;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.optimizer.engine.change.ChangeSource;
import java.util.Properties;

/** The server of the tests here, started when it is asked for, and both drivers' ways to it. */
enum BinlogServers {
    MARIADB {
        @Override
        ChangeSource source(TestDatabase database) {
            return new MariaDbFamily().changes(database.jdbcUrl(), properties(database));
        }
    },
    MYSQL {
        @Override
        ChangeSource source(TestDatabase database) {
            return new MysqlFamily()
                    .changes(database.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:"), properties(database));
        }
    };

    abstract ChangeSource source(TestDatabase database);

    static MariaDbServer usual() {
        return Usual.SERVER;
    }

    private static final class Usual {
        private static final MariaDbServer SERVER = MariaDbServer.start();
    }

    private static Properties properties(TestDatabase database) {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        return properties;
    }
}
