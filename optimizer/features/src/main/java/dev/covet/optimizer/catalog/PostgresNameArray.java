package dev.covet.optimizer.catalog;

import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;

/** Names as an array of texts of PostgreSQL. */
final class PostgresNameArray {
    private PostgresNameArray() {}

    static void bind(PreparedStatement statement, int position, Collection<String> names) throws SQLException {
        StringBuilder literal = new StringBuilder(2 + names.size() * 16).append('{');
        for (String name : names) {
            if (name.indexOf(0) >= 0) {
                throw new SQLDataException("a name with a character that no name has", "22021");
            }
            if (literal.length() > 1) {
                literal.append(',');
            }
            literal.append('"')
                    .append(name.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        statement.setObject(position, literal.append('}').toString(), Types.OTHER);
    }
}
