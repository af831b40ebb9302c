package dev.covet.optimizer.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which tables are asked about in the information schema of MySQL and MariaDB.
 *
 * @param condition on a table {@code t} of it, with marks for values
 * @param values for these marks
 */
record MySqlWanted(String condition, List<String> values) {
    MySqlWanted {
        values = List.copyOf(values);
    }

    /** Of names in lower case; those without a schema are of the current one. */
    static MySqlWanted of(Collection<String> tables) {
        StringBuilder condition = new StringBuilder();
        List<String> values = new ArrayList<>();
        for (String table : tables) {
            int dot = table.lastIndexOf('.');
            condition.append(condition.isEmpty() ? "" : " or ");
            condition.append(dot < 0 ? "t.table_schema = database()" : "lower(t.table_schema) = ?");
            condition.append(" and lower(t.table_name) = ?");
            if (dot >= 0) {
                values.add(table.substring(0, dot));
            }
            values.add(table.substring(dot + 1));
        }
        return new MySqlWanted(tables.isEmpty() ? "1 = 0" : condition.toString(), values);
    }
}
