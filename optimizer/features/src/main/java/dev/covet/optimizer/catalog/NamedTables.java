package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TableName;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables that the user names in a setting, with or without a schema. */
public final class NamedTables {
    private final Set<String> tables;

    public NamedTables(Collection<String> names) {
        this.tables = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Whether a text names one of them. */
    public boolean areIn(SqlText text) {
        if (!tables.isEmpty()) {
            for (TableName table : text.tables()) {
                if (has(table)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a text names nothing else, as far as it can be read. */
    public boolean areAll(SqlText text) {
        for (TableName table : text.tables()) {
            if (!has(table)) {
                return false;
            }
        }
        return text.tablesKnown();
    }

    private boolean has(TableName table) {
        return tables.contains(table.name()) || tables.contains(table.last());
    }
}
