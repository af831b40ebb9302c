package dev.covet.conformance;

/** Row sets of the JDK over connections of the driver. */
final class RowSetMoves {
    private static final String ONE = "select id, name, quantity from item where id = ?";

    private final Script script;
    private final Choice choice;
    private final Work work;

    /** The JDK puts the catalog's name before the table's, without quotes. H2's is a random one with hyphens. */
    private final boolean accepts;

    RowSetMoves(Script script, Work work, Dialect dialect) {
        this.accepts = !dialect.name().equals("h2");
        this.script = script;
        this.choice = script.choice();
        this.work = work;
    }

    void write() {
        if (choice.percent(40)) {
            connected();
        } else {
            disconnected(choice.percent(40));
        }
    }

    private void connected() {
        String rows = script.make("r", "jdbcRowSet");
        script.call(rows, "setDataSourceName", Value.of(Directory.NAME));
        command(rows);
        script.call(rows, "execute");
        read(rows);
        if (choice.percent(50)) {
            script.call(rows, "updateString", Value.of("name"), Value.of("bolt"));
            script.call(rows, "updateRow");
            script.call(rows, choice.of("commit", "rollback"));
        }
        script.call(rows, choice.of("getAutoCommit", "getStatement", "getMetaData", "getWarnings"));
        script.call(rows, "close");
        script.call(rows, "next");
    }

    private void command(String rows) {
        boolean one = choice.percent(40);
        script.call(rows, "setCommand", Value.of(one ? ONE : Work.read()));
        if (one) {
            script.call(rows, "setInt", Value.of(1), Value.of(choice.between(1, 4)));
        }
        if (choice.percent(20)) {
            script.call(rows, "setMaxRows", Value.of(2));
        }
    }

    private void read(String rows) {
        script.call(rows, choice.of("next", "next", "first", "last"));
        script.call(rows, "getString", Value.of(2));
        script.call(rows, choice.of("getInt", "getObject", "getString"), Value.of("quantity"));
        script.call(rows, choice.of("next", "previous", "isLast", "getRow", "wasNull"));
        if (choice.percent(40)) {
            script.call(rows, "absolute", Value.of(choice.between(-1, 3)));
        }
    }

    private void disconnected(boolean xml) {
        String source = script.make("d", choice.of("dataSource", "jndi"));
        String connection = script.assign("c", source, "getConnection");
        String rows = script.make("r", xml ? "webRowSet" : "cachedRowSet");
        if (choice.percent(60)) {
            command(rows);
            script.call(rows, "execute", Script.variable(connection));
        } else {
            String statement = script.assign("s", connection, "createStatement");
            String result = script.assign("rs", statement, "executeQuery", Value.of(Work.read()));
            script.call(rows, "populate", Script.variable(result));
        }
        script.call(rows, "size");
        read(rows);
        if (choice.percent(60)) {
            changed(rows, connection);
        }
        if (xml) {
            String writer = script.make("w", "writer");
            script.call(rows, "writeXml", Script.variable(writer));
            script.call(writer, "toString");
        }
        script.call(rows, choice.of("toCollection", "getMetaData", "getTableName", "getShowDeleted"));
        work.some(connection, 2);
    }

    private void changed(String rows, String connection) {
        script.call(connection, "setAutoCommit", Value.of(false));
        script.call(rows, "setTableName", Value.of("item"));
        script.call(rows, "first");
        script.call(rows, "updateInt", Value.of("quantity"), Value.of(choice.between(1, 99)));
        script.call(rows, choice.of("updateRow", "updateRow", "cancelRowUpdates"));
        if (choice.percent(30)) {
            work.update(connection);
        }
        if (accepts) {
            script.call(rows, "acceptChanges", Script.variable(connection));
        }
    }
}
