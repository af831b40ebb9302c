package dev.covet.consistency.workload;

import dev.covet.consistency.history.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The statements in which databases differ. */
public interface Dialect {
    Dialect POSTGRES = new PostgresDialect();
    Dialect MARIADB = new MariaDbDialect();
    Dialect MYSQL = new MySqlDialect();

    /** Makes functions, views and triggers; the tables are there and have no rows. */
    List<String> schema();

    /** One text of all rows up to a number: {@code 1:value,2:value}. */
    String aggregate();

    /** What can be done in this database only. */
    List<Shape> ownShapes();

    /** Writes a value and answers with the row; parameters are value and row. */
    String writeWithAnswer();

    /** The table of {@link #writeWithAnswer()}. */
    Table tableWithAnswer();

    /** What the driver gives to who asks for its own connection. */
    Connection driversOwn(Connection connection) throws SQLException;

    /** Empties the board and fills it. */
    void refill(Connection connection, Refill refill) throws SQLException;

    /** Whether {@link #refill} is done within a transaction. */
    boolean refillsInTransaction();

    /** How many transactions there are besides that of the asking connection. */
    String openTransactions();

    /** Change a definition and no value; they may fail if they are repeated. */
    List<String> definitions();

    /** How many sessions wait for a lock of another one. */
    int waiting(Connection administrator) throws SQLException;

    /** Ends a session that is in the middle of a commit, if there is one, else one in a transaction. */
    String killOne(boolean commitOnly);
}
