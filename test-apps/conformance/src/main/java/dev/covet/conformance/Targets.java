package dev.covet.conformance;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.choice.LibraryDatabases;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Opens databases for programs. A server starts when the first target needs it. */
final class Targets implements AutoCloseable {
    static final List<String> NAMES = List.of("h2", "sqlite", "postgres", "mariadb", "mysql-driver");

    /** A lock that somebody holds will not be released while its owner waits: programs have one thread a lock. */
    private static final String POSTGRES_OPTIONS = "?options=-c%20lock_timeout=5ms&assumeMinServerVersion=15";

    private static final String MARIADB_OPTIONS =
            "?allowMultiQueries=true&sessionVariables=innodb_lock_wait_timeout=0,lock_wait_timeout=0";

    private final Lazy<PostgresServer> postgres = new Lazy<>(() -> PostgresServer.builder()
            .setting("autovacuum", "off")
            .setting("max_prepared_transactions", "20")
            .start());
    private final Lazy<MariaDbServer> mariaDb = new Lazy<>(
            () -> MariaDbServer.builder().option("--thread-cache-size=0").start());

    Target open(String name) throws SQLException {
        return switch (name) {
            case "h2" -> {
                TestDatabase database = LibraryDatabases.h2();
                yield new Target(Dialects.h2(), database, database.jdbcUrl() + ";LOCK_TIMEOUT=1");
            }
            case "sqlite" -> {
                TestDatabase database = LibraryDatabases.sqlite();
                yield new Target(
                        Dialects.sqlite(),
                        database,
                        database.jdbcUrl() + "?journal_mode=MEMORY&synchronous=OFF&busy_timeout=0&foreign_keys=true");
            }
            case "postgres" -> {
                TestDatabase database = postgres.get().createDatabase(this::cheapLogin);
                yield new Target(ServerDialects.postgres(), database, database.jdbcUrl() + POSTGRES_OPTIONS);
            }
            case "mariadb" -> {
                TestDatabase database = mariaDb.get().createDatabase();
                yield new Target(ServerDialects.mariaDb(name), database, database.jdbcUrl() + MARIADB_OPTIONS);
            }
            case "mysql-driver" -> {
                TestDatabase database = mariaDb.get().createDatabase();
                String catalog = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
                yield new Target(
                        ServerDialects.mariaDb(name),
                        database,
                        mariaDb.get().mySqlJdbcUrl(catalog) + MARIADB_OPTIONS + "&openTelemetry=DISABLED");
            }
            default -> throw new IllegalArgumentException("There is no target " + name + "; there are " + NAMES + ".");
        };
    }

    /** Deriving the key of a password 4,096 times is most of the time of a short program. */
    private void cheapLogin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set scram_iterations = 1");
            statement.execute(
                    "alter role current_user password '" + postgres.get().password() + "'");
        }
    }

    @Override
    public void close() {
        postgres.ifMade(PostgresServer::close);
        mariaDb.ifMade(MariaDbServer::close);
    }
}
