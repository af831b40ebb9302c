package dev.covet.conformance;

import java.sql.Connection;
import java.sql.ResultSet;

/** What an application does with a connection, wherever it came from. */
final class Work {
    private static final String READ = "select id, name, quantity from item order by id";
    private static final String WRITE = "update item set quantity = quantity + 1 where id = ";

    private final Script script;
    private final Choice choice;
    private final Dialect dialect;

    /** Two handles of one connection may share their description or not: nobody compares that. */
    private boolean described;

    Work(Script script, Dialect dialect) {
        this.script = script;
        this.choice = script.choice();
        this.dialect = dialect;
    }

    static String read() {
        return READ;
    }

    void some(String connection, int most) {
        int steps = choice.between(1, most);
        for (int i = 0; i < steps; i++) {
            one(connection);
        }
    }

    private void one(String connection) {
        switch (choice.between(0, 9)) {
            case 0, 1 -> query(connection);
            case 2, 3 -> update(connection);
            case 4 -> prepared(connection);
            case 5 -> broken(connection);
            case 6 -> state(connection);
            case 7 -> identity(connection);
            case 8 -> execute(connection);
            default -> {
                String rows = query(connection);
                script.call(rows, "close");
                script.call(rows, "next");
            }
        }
    }

    private String query(String connection) {
        String statement = script.assign("s", connection, "createStatement");
        String rows = script.assign("rs", statement, "executeQuery", Value.of(READ));
        script.call(rows, "next");
        script.call(rows, choice.of("getString", "getObject"), Value.of(2));
        script.call(rows, "getStatement");
        return rows;
    }

    void update(String connection) {
        String statement = script.assign("s", connection, "createStatement");
        script.call(statement, "executeUpdate", Value.of(WRITE + choice.between(1, 3)));
        if (choice.percent(50)) {
            script.call(statement, "close");
        }
    }

    private void execute(String connection) {
        String statement = script.assign("s", connection, "createStatement");
        script.call(statement, "execute", Value.of(choice.percent(50) ? READ : WRITE + choice.between(1, 3)));
        script.call(statement, "getUpdateCount");
        script.assign("rs", statement, "getResultSet");
        script.call(statement, "getMoreResults");
    }

    String prepared(String connection) {
        String statement =
                script.assign("s", connection, "prepareStatement", Value.of("select name from item where id = ?"));
        script.call(statement, "setInt", Value.of(1), Value.of(choice.between(1, 4)));
        String rows = script.assign("rs", statement, "executeQuery");
        script.call(rows, "next");
        script.call(rows, "getString", Value.of("name"));
        script.call(statement, choice.of("close", "getConnection", "isPoolable", "clearParameters"));
        return statement;
    }

    void broken(String connection) {
        String statement = script.assign("s", connection, "createStatement");
        script.call(statement, "executeUpdate", Value.of("update nosuch set a = 1"));
        script.call(connection, "getWarnings");
    }

    private void state(String connection) {
        switch (choice.between(0, 5)) {
            case 0 -> script.call(connection, "getAutoCommit");
            case 1 -> script.call(connection, "setAutoCommit", Value.of(choice.percent(50)));
            case 2 -> script.call(connection, "commit");
            case 3 -> script.call(connection, "rollback");
            case 4 -> script.call(connection, "isClosed");
            default ->
                script.call(connection, "setTransactionIsolation", Value.of(Connection.TRANSACTION_READ_COMMITTED));
        }
    }

    private void identity(String connection) {
        if (!described) {
            described = true;
            String metaData = script.assign("m", connection, "getMetaData");
            script.call(metaData, "getConnection");
            script.call(metaData, "supportsResultSetType", Value.of(ResultSet.TYPE_FORWARD_ONLY));
        }
        script.call(connection, "isWrapperFor", Value.of(Connection.class));
        script.call(connection, "unwrap", Value.of(Connection.class));
        script.call(connection, "equals", Script.variable(connection));
        script.call(connection, "isValid", Value.of(30));
        if (dialect.name().equals("h2")) {
            script.call(connection, "toString");
        }
    }
}
