package dev.covet.nplus1.corpus;

import java.util.Map;
import java.util.TreeMap;

/**
 * A query that is asked once for each row of another one.
 *
 * @param outer its key, as of {@link Execution}
 * @param inner likewise
 * @param mapping which parameter of the inner query has which column of the outer one: table and name
 */
record Expected(String outer, String inner, Map<Integer, String> mapping) {
    /** With a mapping such as {@code 1=owner.id, 2=owner.city}. */
    static Expected of(String outer, String inner, String mapping) {
        Map<Integer, String> columns = new TreeMap<>();
        for (String each : mapping.split(", ", -1)) {
            columns.put(Integer.valueOf(each.substring(0, each.indexOf('='))), each.substring(each.indexOf('=') + 1));
        }
        return new Expected(outer, inner, columns);
    }
}
