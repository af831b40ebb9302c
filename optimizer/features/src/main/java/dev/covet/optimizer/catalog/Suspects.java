package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.TableName;
import java.util.Set;

/**
 * What a query may name that runs functions which its text does not show. Such a query may write.
 *
 * @param relations views, tables with policies, foreign tables, in lower case without their schema
 * @param words operators and functions of a row that call what is volatile
 * @param otherSchemas whether names with a schema are suspects, as only one schema was looked at
 * @param everywhere whether there is something that no text shows at all
 */
public record Suspects(Set<String> relations, Set<String> words, boolean otherSchemas, boolean everywhere) {
    public Suspects {
        relations = Set.copyOf(relations);
        words = Set.copyOf(words);
    }

    public boolean areNone() {
        return !everywhere && !otherSchemas && relations.isEmpty() && words.isEmpty();
    }

    /** Whether this query names any. */
    public boolean areIn(QueryShape shape) {
        if (everywhere || !shape.understood()) {
            return true;
        }
        for (TableName table : shape.tables()) {
            if ((otherSchemas && table.hasSchema()) || relations.contains(table.last())) {
                return true;
            }
        }
        return words.stream().anyMatch(shape::mentions);
    }
}
