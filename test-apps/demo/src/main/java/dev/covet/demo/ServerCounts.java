package dev.covet.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a server has counted of the statements in the petshop's database, so that nobody has to believe the agent.
 *
 * @param statements the application's, and the agent's batches in place of some of them
 * @param reads those of them that read
 * @param own what the agent asks for itself: how far the servers are, what is in the catalog
 */
record ServerCounts(long statements, long reads, long own) {
    static final ServerCounts NONE = new ServerCounts(0, 0, 0);

    /** The petshop's own statements name nothing of the system; batches do, and have this mark. */
    private static final String OF_APPLICATION = "(s.query !~* '\\mpg_' or s.query ~ '__covet_q')";

    private static final String READS = "s.query ~* '^[^a-z]*(select|with)'";

    private static final String COUNT = "select coalesce(sum(s.calls) filter (where " + OF_APPLICATION + "), 0),"
            + " coalesce(sum(s.calls) filter (where " + OF_APPLICATION + " and " + READS + "), 0),"
            + " coalesce(sum(s.calls) filter (where not " + OF_APPLICATION + "), 0)"
            + " from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = '"
            + PetshopDatabase.NAME
            + "' and s.query ~* '^[^a-z]*(select|insert|update|delete|with)'";

    /** Of the server that this leads to, since it was started. */
    static ServerCounts of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COUNT)) {
            rows.next();
            return new ServerCounts(rows.getLong(1), rows.getLong(2), rows.getLong(3));
        }
    }

    ServerCounts since(ServerCounts before) {
        return new ServerCounts(statements - before.statements, reads - before.reads, own - before.own);
    }
}
