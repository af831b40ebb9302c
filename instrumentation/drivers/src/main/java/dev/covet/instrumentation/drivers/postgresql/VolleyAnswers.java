package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.optimizer.engine.Rows;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/** Takes the results of a volley as they come, in the order of its executions. Errors are kept and thrown in the end. */
final class VolleyAnswers extends ResultHandlerBase {
    private final StatementInternals statements;
    private final ResultInternals results;
    private final int mostRows;
    private final long mostBytes;
    private final List<Rows> kept = new ArrayList<>();
    private int arrived;
    private int rows;
    private long bytes;
    private boolean full;
    private boolean warned;

    VolleyAnswers(StatementInternals statements, ResultInternals results, int mostRows, long mostBytes) {
        this.statements = statements;
        this.results = results;
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    @Override
    public void handleResultRows(Query asked, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
        arrived++;
        if (full) {
            return;
        }
        Rows made = results.rows(fields, tuples, statements);
        rows += made.size();
        bytes += made.bytes();
        full = rows >= mostRows || (bytes > mostBytes && !kept.isEmpty());
        if (!full) {
            kept.add(made);
        }
    }

    @Override
    public void handleWarning(SQLWarning warning) {
        warned = true;
    }

    /** Nothing if there is not one result for each execution: then nobody knows whose they are. */
    List<Rows> rows(int executions) {
        return warned || arrived != executions ? List.of() : kept;
    }
}
