package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Where it is known what changes with a table. */
public interface TableCatalog {
    /** That of the database itself. */
    TableCatalog OF_DATABASE = (connection, dialect, transaction, tables, functions) -> {
        try {
            return dialect == Dialect.POSTGRESQL
                    ? new PostgresTables(tables, functions).ask(connection, transaction)
                    : new MySqlTables(tables, functions).ask(connection);
        } catch (SQLException unable) {
            if (transaction && dialect == Dialect.POSTGRESQL) {
                Savepoint.heal(connection);
            }
            return TableFacts.NONE;
        }
    };

    /**
     * Asks on this connection, inside its transaction if it has one, and leaves it as it was.
     *
     * @param transaction whether one is open, which an error must not end
     * @param tables names in lower case without schema
     * @param functions likewise
     */
    TableFacts ask(
            Connection connection,
            Dialect dialect,
            boolean transaction,
            Collection<String> tables,
            Collection<String> functions)
            throws SQLException;
}
