package dev.covet.instrumentation.jdbc.binlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Of which tables the log tells each change when it is seen: those of the current schema that take part in transactions. */
final class Coverage {
    private static final String QUESTION =
            "select table_name, table_type in ('BASE TABLE', 'SYSTEM VERSIONED') and engine in ('InnoDB', 'ROCKSDB')"
                    + " from information_schema.tables where table_schema = database() and lower(table_name) in ({names})";

    private Coverage() {}

    static Set<String> untold(Connection asking, Collection<String> tables) throws SQLException {
        Set<String> untold = new HashSet<>(tables);
        if (tables.isEmpty()) {
            return untold;
        }
        List<String> names = new ArrayList<>(tables);
        String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
        Set<String> not = new HashSet<>();
        try (PreparedStatement statement = asking.prepareStatement(QUESTION.replace("{names}", marks))) {
            for (int i = 0; i < names.size(); i++) {
                statement.setString(i + 1, names.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1).toLowerCase(Locale.ROOT);
                    if (rows.getBoolean(2)) {
                        untold.remove(name);
                    } else {
                        not.add(name);
                    }
                }
            }
        }
        // With case-sensitive names there may be several.
        untold.addAll(not);
        return untold;
    }
}
