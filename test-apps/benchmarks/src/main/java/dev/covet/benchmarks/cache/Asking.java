package dev.covet.benchmarks.cache;

import java.sql.SQLException;

/** One thread's way to ask. */
interface Asking extends AutoCloseable {
    /** Asks and reads every column of every row. Returns something that is made of all of them. */
    long ask(Query query, long key) throws SQLException;

    @Override
    void close() throws SQLException;
}
