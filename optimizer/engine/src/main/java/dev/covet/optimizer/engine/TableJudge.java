package dev.covet.optimizer.engine;

import dev.covet.optimizer.sql.SqlText;

/** Says of a statement which table it changes, if somebody has made sure that it changes no other. */
public interface TableJudge {
    /** The number of the only table, by {@link TableClock#number}, else {@link TableClock#ANY}. Asks nobody. */
    int table(ConnectionSession session, SqlText text);
}
