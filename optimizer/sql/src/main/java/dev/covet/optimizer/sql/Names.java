package dev.covet.optimizer.sql;

import java.util.List;

/**
 * What a text names: operations, tables, a procedure.
 *
 * @param complete whether all tokens were read
 */
record Names(String summary, List<TableName> tables, String procedure, boolean complete) {
    private static final int RECORD = 96;

    /** An estimate of the heap, without the summary. */
    long bytes() {
        long bytes = RECORD + 2L * procedure.length();
        for (TableName table : tables) {
            bytes += RECORD + 2L * table.name().length();
        }
        return bytes;
    }
}
