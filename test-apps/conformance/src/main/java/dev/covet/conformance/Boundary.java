package dev.covet.conformance;

import java.sql.Connection;
import java.sql.SQLException;

/** What stands between the application and the driver: the thing under test. */
@FunctionalInterface
public interface Boundary {

    /** No boundary at all: the application holds the driver's own objects. */
    Boundary NONE = physical -> physical;

    /** What the application gets instead of the driver's connection. */
    Connection wrap(Connection physical) throws SQLException;
}
