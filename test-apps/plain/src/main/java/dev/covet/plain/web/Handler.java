package dev.covet.plain.web;

import java.sql.SQLException;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Handler {
    Response answer(Request request) throws SQLException;
}
