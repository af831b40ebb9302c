package dev.covet.consistency.workload;

import java.util.List;

/**
 * New rows for the board.
 *
 * @param values of the rows 1, 2, ...
 * @param copied whether they are copied in, where the database can do that
 */
record Refill(List<Long> values, boolean copied) {
    /** As rows of an insert. */
    String rows() {
        StringBuilder rows = new StringBuilder();
        for (int index = 0; index < values.size(); index++) {
            rows.append(index == 0 ? "" : ", ")
                    .append('(')
                    .append(index + 1)
                    .append(", ")
                    .append(values.get(index))
                    .append(')');
        }
        return rows.toString();
    }

    /** As lines of text with tabs. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        for (int index = 0; index < values.size(); index++) {
            lines.append(index + 1).append('\t').append(values.get(index)).append('\n');
        }
        return lines.toString();
    }
}
