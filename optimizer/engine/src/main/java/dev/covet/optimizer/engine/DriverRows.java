package dev.covet.optimizer.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with the raw rows of one driver. Its objects are the driver's own, never wrappers. Belongs to the
 * adapter of the driver; nothing here asks the server.
 */
public interface DriverRows {
    /** Of a driver without an adapter. */
    DriverRows NONE = none("the driver is not known");

    /** Of a driver whose rows cannot be had, for this reason. */
    static DriverRows none(String reason) {
        return new NoRows(reason);
    }

    /**
     * The rows of this result, if it has them all in memory and nobody can change them. Does not move its cursor and
     * copies no row. Null else, and for a result that is closed.
     */
    @Nullable Rows of(ResultSet made);

    /** The result a statement is at after it was executed; asking changes nothing. Null if there is none. */
    default @Nullable ResultSet result(Statement executed) throws SQLException {
        return executed.getResultSet();
    }

    /** The rows that a result has in memory at present: the block it reads from if the rest is still at the server. */
    @Nullable Rows window(ResultSet made);

    /** Why an answer cannot be replayed on this statement as it is set at present, or null if one can. */
    @Nullable String refusal(Statement statement);

    /**
     * Whether the server has said with its last answer that a transaction is open on this statement's connection. False also
     * where the driver does not tell.
     */
    default boolean inTransaction(Statement statement) throws SQLException {
        return false;
    }

    /** The type, as the server numbers types, that a bound parameter is sent with; 0 if the server is to find out. */
    int parameterType(PreparedStatement statement, int position);

    /**
     * The format that rows of the next execution would have. To be called when the values are bound: their types decide,
     * too.
     */
    default RowFormat format(PreparedStatement single) {
        return RowFormat.ONLY;
    }

    /**
     * Has the next executions give their rows in this format, as far as the driver can be told; the first of them may have to be
     * sent.
     */
    default void ask(PreparedStatement single, boolean binary) throws SQLException {}

    /** The format that rows of a text would have that this statement executes at once. */
    default RowFormat formatOfText(Statement plain) {
        return RowFormat.ONLY;
    }

    /**
     * Sets the batch so that its rows come in the format that the next execution of the single statement would have.
     * False if it cannot be had. To be called when the values of both are bound: their types decide, too.
     */
    boolean alike(PreparedStatement single, PreparedStatement batch) throws SQLException;

    /**
     * Binds an array that is written as a literal of the server.
     *
     * @param type of its elements, by the server's own name
     */
    default void array(PreparedStatement batch, int position, String type, String literal) throws SQLException {
        batch.setObject(position, literal, Types.OTHER);
    }

    /** Executes a batch, all its parts in one round trip where the driver would wait for the answers in between. */
    default boolean execute(PreparedStatement batch) throws SQLException {
        return batch.execute();
    }

    /** Writes rows as bytes; null if that is not possible with this driver. */
    default @Nullable RowCodec codec() {
        return null;
    }

    /** Whether several executions of a statement like this one can be sent together. */
    default boolean volleys(PreparedStatement single) throws SQLException {
        return false;
    }

    /**
     * For executing the query of a statement several times, where each result has the format of the statement's next
     * execution. Null if that cannot be had at present. To be called when its values are bound: their types decide, too.
     *
     * @param savepoint is set before and released after in the same round trip; null for none
     */
    default @Nullable Volley volley(PreparedStatement single, @Nullable String savepoint) throws SQLException {
        return null;
    }
}
