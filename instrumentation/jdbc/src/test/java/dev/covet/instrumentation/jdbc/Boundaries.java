package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Boundaries around real drivers, for tests. An error of ours fails the test. */
final class Boundaries {
    private Boundaries() {}

    static Engine engine(Map<StageOrder, Stage> stages) {
        return engine(stages, new SelfProtection(System::nanoTime, (sentence, error) -> {
            throw new AssertionError(sentence, error);
        }));
    }

    /** An engine on which errors of ours are planted. */
    static Engine tolerant(Map<StageOrder, Stage> stages) {
        return engine(stages, new SelfProtection(System::nanoTime, (sentence, error) -> {}));
    }

    private static Engine engine(Map<StageOrder, Stage> stages, SelfProtection protection) {
        Engine engine = new Engine(
                new SqlTextCache(),
                new SignalBus(1024, error -> {
                    throw new AssertionError(error);
                }),
                protection,
                System::nanoTime);
        engine.pipeline(Pipeline.of(stages, protection));
        return engine;
    }

    /** A new database in memory with the table {@code pet} of three rows. */
    static Connection h2() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
        try (var statement = connection.createStatement()) {
            statement.execute("create table pet (id int primary key, name varchar(20))");
            statement.execute("insert into pet values (1, 'Rex'), (2, 'Tom'), (3, 'Mia')");
        }
        return connection;
    }

    static CovetConnection wrap(Connection connection, Engine engine) {
        return (CovetConnection)
                new JdbcBoundary(engine, made -> WrapperFamily.PLAIN).wrap(connection, "jdbc:h2:mem:pets", null);
    }
}
