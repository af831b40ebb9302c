package dev.covet.benchmarks.pages;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done for one request, in a transaction that whoever calls begins and ends. Returns how much was read. */
interface Page {
    long show(Connection connection) throws SQLException;
}
