package dev.covet.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Where writes are that a petshop has answered.
 *
 * @param lost those sent before the primary was dead that the new primary does not have
 * @param astray those sent after it that the new primary does not have: they were written to another server
 */
record Places(int lost, int astray) {
    private static final String WRITTEN = "select address from owners where last_name = '" + Probe.MARK + "'";

    /**
     * As it is now.
     *
     * @param connection to the new primary
     * @param dead since when the old primary was down
     */
    static Places of(Attempts attempts, Connection connection, long dead) throws SQLException {
        Set<String> there = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(WRITTEN)) {
            while (rows.next()) {
                there.add(rows.getString(1));
            }
        }
        return new Places(missing(attempts.writtenBefore(dead), there), missing(attempts.writtenSince(dead), there));
    }

    private static int missing(Set<String> written, Set<String> there) {
        Set<String> missing = new HashSet<>(written);
        missing.removeAll(there);
        return missing.size();
    }
}
