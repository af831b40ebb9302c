package dev.covet.consistency.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;

/** Something that goes wrong, and is over when this returns. */
@FunctionalInterface
public interface Fault {
    /**
     * Does it.
     *
     * @param administrator a connection to the database that no fault should hit, and that is in autocommit
     */
    void apply(Connection administrator, Random random) throws SQLException;
}
