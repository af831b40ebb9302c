package dev.covet.consistency.cache;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Something that is done in a transaction after a query was answered from memory. Afterwards it is asked again. */
record Step(String name, Ground.Act act) {
    static Step text(String sql) {
        return new Step(sql, connection -> Sql.execute(connection, sql));
    }

    /** It is done, or its error is told; then the query is asked again, several times. */
    static void play(Connection connection, String query, List<Step> steps, List<String> told) throws Exception {
        for (Step step : steps) {
            try {
                step.act.on(connection);
            } catch (SQLException e) {
                told.add(e.getSQLState());
            }
            for (int i = 0; i < 3; i++) {
                told.add(Ground.answer(connection, query));
            }
        }
        connection.rollback();
        told.add(Ground.answer(connection, query));
        connection.rollback();
    }

    /** Changes the second row of the table t. */
    static void prepared(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update t set v = ? where id = ?")) {
            update.setString(1, "mine");
            update.setInt(2, 2);
            update.execute();
        }
    }

    /** Puts two rows into the table t. */
    static void preparedBatch(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t (id, v) values (?, ?)")) {
            for (int id = 11; id < 13; id++) {
                insert.setInt(1, id);
                insert.setString(2, "mine");
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Changes the second row of the table t. */
    static void updatedRow(Connection connection) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("select id, v from t where id = 2")) {
            rows.next();
            rows.updateString(2, "mine");
            rows.updateRow();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
