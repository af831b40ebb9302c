package dev.covet.optimizer.features.route.reads;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a server answers. */
final class Answers {
    private Answers() {}

    /** The rows of a query in any order, with 1 for each parameter. */
    static List<String> of(Connection connection, String sql, int parameters, int type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= parameters; i++) {
                statement.setObject(i, type == Types.OTHER ? (Object) "1" : 1, type);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> lines = new ArrayList<>();
                while (rows.next()) {
                    StringBuilder line = new StringBuilder();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        line.append(rows.getString(i)).append('|');
                    }
                    lines.add(line.toString());
                }
                Collections.sort(lines);
                return lines;
            }
        }
    }
}
