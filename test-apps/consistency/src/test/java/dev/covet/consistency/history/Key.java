package dev.covet.consistency.history;

import java.util.ArrayList;
import java.util.List;

/** A row. */
public record Key(Table table, int id) {
    /** Rows of one table from the first number to the last, both counted. */
    public static List<Key> range(Table table, int first, int last) {
        List<Key> keys = new ArrayList<>();
        for (int id = first; id <= last; id++) {
            keys.add(new Key(table, id));
        }
        return keys;
    }

    static Key parse(String text) {
        int colon = text.indexOf(':');
        return new Key(Table.valueOf(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return table + ":" + id;
    }
}
