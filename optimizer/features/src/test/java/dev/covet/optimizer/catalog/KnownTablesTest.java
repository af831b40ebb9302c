package dev.covet.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.scripted.ScriptedDatabase;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownTablesTest {
    private static final TableFacts PLAIN = new TableFacts(true, Map.of("pet", Set.of()), Set.of(), Set.of(), false);

    private final ConnectionSession session = new ConnectionSession(
            new Engine(
                    new SqlTextCache(),
                    new SignalBus(16, AssertionError::new),
                    new SelfProtection(System::nanoTime, (sentence, error) -> {}),
                    System::nanoTime),
            new ConnectionFacts(Dialect.POSTGRESQL, "postgresql", "here", 1, 1, "shop", null, "me", "driver"));
    private Runnable meanwhile = () -> {};
    private final KnownTables tables = new KnownTables((connection, dialect, transaction, names, functions) -> {
        meanwhile.run();
        return PLAIN;
    });
    private final SqlText update = session.text("update pet set name = 'Max' where id = 1");

    private int learned() throws SQLException {
        try (ScriptedDatabase database = ScriptedDatabase.open("known");
                Connection connection = DriverManager.getConnection(database.url())) {
            tables.read(connection, session, KnownTables.Names.NONE);
        }
        return tables.table(session, update);
    }

    @Test
    void table_catalogWasAsked_isKnown() throws SQLException {
        assertThat(tables.table(session, update)).isEqualTo(TableClock.ANY);
        assertThat(learned()).isEqualTo(TableClock.number("pet"));
    }

    /** Somebody has made a trigger: what the catalog has said before may not show it. */
    @Test
    void table_definitionsChangeWhileTheCatalogIsAsked_isNotKnownUntilItIsAskedAgain() throws SQLException {
        assertThat(tables.table(session, update)).isEqualTo(TableClock.ANY);
        meanwhile = tables::forget;
        assertThat(learned()).isEqualTo(TableClock.ANY);
        meanwhile = () -> {};
        assertThat(learned()).isEqualTo(TableClock.number("pet"));
    }
}
