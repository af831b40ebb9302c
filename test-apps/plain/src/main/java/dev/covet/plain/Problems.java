package dev.covet.plain;

import dev.covet.plain.library.Refusal;
import dev.covet.plain.web.HttpProblem;
import dev.covet.plain.web.ProblemTable;
import dev.covet.plain.web.Response;
import java.sql.SQLException;
import java.util.Objects;

/** The answers to failures. What the caller can do nothing about is logged and not explained. */
final class Problems implements ProblemTable {
    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    @Override
    public Response answerTo(Exception failure) {
        if (failure instanceof HttpProblem problem) {
            return Response.problem(problem.status(), String.valueOf(problem.getMessage()));
        }
        if (failure instanceof Refusal refusal) {
            return Response.problem(status(refusal.reason()), String.valueOf(refusal.getMessage()));
        }
        if (failure instanceof SQLException sqlFailure) {
            return answerToDatabase(sqlFailure);
        }
        LOG.log(System.Logger.Level.ERROR, "a request failed", failure);
        return Response.problem(500, "an error inside plain; its log says more");
    }

    private static int status(Refusal.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case UNKNOWN_REFERENCE -> 400;
        };
    }

    private static Response answerToDatabase(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (state.startsWith("22")) {
            return Response.problem(400, "the database refuses a value: " + failure.getMessage());
        }
        LOG.log(System.Logger.Level.WARNING, "the database failed a request: {0}", failure.toString());
        return Response.problem(503, "the database does not answer as it should; its log says more");
    }
}
