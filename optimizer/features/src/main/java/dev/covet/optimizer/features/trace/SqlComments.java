package dev.covet.optimizer.features.trace;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.SentText;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.Dialect;

/**
 * Sends statements with a comment that leads from the database's log to the trace. A text that is prepared gets only what
 * is the same each time: one that changes with each call would fill the statement caches of the driver and the server.
 */
public final class SqlComments implements SentText {
    private final String staticPart;
    private final boolean traces;

    /** The static part is from {@link SqlComment#staticPart}. */
    public SqlComments(String staticPart, boolean traces) {
        this.staticPart = staticPart;
        this.traces = traces;
    }

    @Override
    public String prepared(ConnectionSession session, String sql) {
        return SqlComment.fits(session.text(sql), session.facts().dialect())
                ? SqlComment.append(sql, staticPart, null)
                : sql;
    }

    @Override
    public String executed(StatementCall call, String sql) {
        Dialect dialect = call.session().facts().dialect();
        if (!SqlComment.fits(call.text(), dialect)) {
            return sql;
        }
        // Oracle and SQL Server have a plan for each text.
        boolean withTrace = traces && dialect != Dialect.OTHER && call.sampled();
        return SqlComment.append(
                sql,
                staticPart,
                withTrace ? call.session().engine().traceSource().announce(call) : null);
    }
}
