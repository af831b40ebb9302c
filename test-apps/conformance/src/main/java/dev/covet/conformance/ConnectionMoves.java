package dev.covet.conformance;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** Transactions, settings of a connection, metadata, objects that a connection makes, and closing. */
final class ConnectionMoves {
    private final Draft draft;
    private final Choice choice;
    private final Wandering wandering;

    ConnectionMoves(Draft draft, Wandering wandering) {
        this.draft = draft;
        this.choice = draft.choice();
        this.wandering = wandering;
    }

    void transaction() {
        Slot connection = draft.open(Connection.class);
        if (connection == null) {
            return;
        }
        if (!connection.inTransaction()) {
            draft.call(connection, "setAutoCommit", Value.of(false));
            return;
        }
        switch (choice.between(0, 9)) {
            case 0, 1, 2 -> draft.call(connection, "commit");
            case 3, 4 -> draft.call(connection, "rollback");
            case 5 -> draft.call(connection, "setAutoCommit", Value.of(true));
            case 6, 7 -> savepoint(connection);
            default -> endSavepoint(connection);
        }
    }

    private void savepoint(Slot connection) {
        if (choice.percent(50) && draft.dialect().has(Dialect.Trait.UNNAMED_SAVEPOINTS)) {
            draft.assign(Savepoint.class, connection, "setSavepoint");
        } else {
            draft.assign(Savepoint.class, connection, "setSavepoint", Value.of(choice.of("sp", "other")));
        }
    }

    private void endSavepoint(Slot connection) {
        List<Slot> savepoints = draft.all(Savepoint.class);
        if (savepoints.isEmpty()) {
            savepoint(connection);
        } else {
            draft.call(
                    connection,
                    choice.of("rollback", "rollback", "releaseSavepoint"),
                    choice.of(savepoints).reference());
        }
    }

    void settings() {
        Slot connection = draft.open(Connection.class);
        if (connection == null) {
            return;
        }
        switch (choice.between(0, 11)) {
            case 0 -> {
                draft.call(connection, "setTransactionIsolation", Value.of(choice.of(1, 2, 4, 8)));
                draft.call(connection, "getTransactionIsolation");
            }
            case 1 -> {
                draft.call(connection, "setReadOnly", Value.of(choice.percent(60)));
                draft.call(connection, "isReadOnly");
            }
            case 2 -> {
                draft.call(
                        connection,
                        "setHoldability",
                        Value.of(choice.of(ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT)));
                draft.call(connection, "getHoldability");
            }
            case 3 -> {
                draft.call(
                        connection,
                        "setSchema",
                        Value.of(choice.of(draft.dialect().schemas())));
                draft.call(connection, "getSchema");
            }
            case 4 -> wandering.call(connection, "setCatalog|getCatalog");
            case 5 -> wandering.call(connection, "\\w+NetworkTimeout");
            case 6 -> wandering.call(connection, "\\w+ClientInfo");
            case 7 -> draft.call(connection, "isValid", Value.of(30));
            case 8 -> draft.call(connection, "getWarnings");
            case 9 -> wandering.call(connection, "nativeSQL");
            case 10 ->
                draft.call(connection, choice.of("getAutoCommit", "isClosed", "toString", "hashCode", "clearWarnings"));
            default -> wandering.call(connection, "unwrap|isWrapperFor|equals");
        }
    }

    void metadata() {
        int which = choice.between(0, 9);
        if (which < 4) {
            Slot connection = draft.open(Connection.class);
            if (connection != null) {
                Slot metadata = draft.assign(DatabaseMetaData.class, connection, "getMetaData");
                draft.call(metadata, "getConnection");
                wandering.call(
                        metadata, choice.percent(30) ? "getTables|getColumns|getPrimaryKeys|getImportedKeys" : "\\w+");
                wandering.call(metadata);
            }
            return;
        }
        Slot owner = draft.open(which < 8 ? ResultSet.class : PreparedStatement.class);
        if (owner != null) {
            Class<?> type = which < 9 ? ResultSetMetaData.class : ParameterMetaData.class;
            Slot metadata = draft.assign(type, owner, which < 9 ? "getMetaData" : "getParameterMetaData");
            metadata.runs(owner.template());
            wandering.call(metadata);
            wandering.call(metadata);
        }
    }

    /** Who belongs to whom: what the application gets must be what it holds. */
    void identity() {
        Slot statement = draft.open(Statement.class);
        Slot rows = draft.open(ResultSet.class);
        if (statement != null) {
            draft.call(statement, "getConnection");
            wandering.call(statement, "unwrap|isWrapperFor|equals|hashCode|toString|getResultSet");
        }
        if (rows != null) {
            draft.call(rows, "getStatement");
            wandering.call(rows, "unwrap|isWrapperFor|equals|hashCode");
        }
    }

    void objects() {
        Slot connection = draft.open(Connection.class);
        if (connection == null) {
            return;
        }
        if (choice.percent(40)) {
            wandering.call(connection, "create(ArrayOf|Struct|SQLXML|NClob)");
            return;
        }
        Class<?> type = choice.percent(50) ? Blob.class : Clob.class;
        Slot object = draft.assign(type, connection, "create" + type.getSimpleName());
        wandering.call(object, type == Blob.class ? "setBytes" : "setString");
        draft.call(object, "length");
        wandering.call(object);
        Slot statement = draft.open(PreparedStatement.class);
        if (statement != null) {
            draft.call(statement, "set" + type.getSimpleName(), Value.of(1), object.reference());
        }
    }

    void close() {
        Slot victim = draft.open(
                choice.of(ResultSet.class, ResultSet.class, Statement.class, Statement.class, Connection.class));
        if (victim == null || !draft.allows(victim, "close")) {
            return;
        }
        if (victim.type() == Connection.class && choice.percent(20)) {
            draft.call(victim, "abort", Value.literal("executor", ""));
        } else {
            draft.call(victim, "close");
        }
        draft.call(victim, "isClosed");
        wandering.call(victim);
    }
}
