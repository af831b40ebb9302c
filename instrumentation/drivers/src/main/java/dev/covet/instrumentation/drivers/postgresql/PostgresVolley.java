package dev.covet.instrumentation.drivers.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Volley;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgStatement;

/**
 * Executions of one query in one message to the server. Rows that shall be binary are asked for by the application's own
 * server statement, which has to be there for that. Else they are text, by a statement of this volley's own: so the
 * application's becomes a server statement when it would have without.
 */
final class PostgresVolley implements Volley {
    /** The driver waits for an answer after 64,000 bytes of them, of which it reckons 250 for each execution. */
    private static final int MOST_EXECUTIONS = 200;

    /**
     * Of what is sent before an answer is read. A server that waits for its answers to be read takes no more requests:
     * these fit into the buffers between here and there.
     */
    private static final int MOST_BYTES = 32 * 1024;

    /** Of the messages of one execution, without its text and values. */
    private static final int MESSAGES = 100;

    private final VolleyInternals internals;
    private final StatementInternals statements;
    private final ResultInternals results;
    private final PreparedStatement binding;
    private final QueryExecutor executor;
    private final Query query;
    private final boolean own;
    private final int[] types;
    private final boolean oneShot;
    private final int flags;
    private final @Nullable String savepoint;
    private final List<ParameterList> values = new ArrayList<>();
    private int bytes;

    /**
     * For the query of a statement.
     *
     * @param prepared it, if the server has it; null for text
     * @param binding a statement of the same text, which this volley closes
     */
    PostgresVolley(
            VolleyInternals internals,
            StatementInternals statements,
            ResultInternals results,
            PreparedStatement single,
            @Nullable Query prepared,
            PreparedStatement binding,
            int flags,
            @Nullable String savepoint)
            throws SQLException {
        this.internals = internals;
        this.statements = statements;
        this.results = results;
        this.binding = binding;
        this.executor = ((BaseConnection) binding.getConnection()).getQueryExecutor();
        this.own = prepared == null;
        this.types = statements.types(single).clone();
        this.oneShot = isOneShot((PgStatement) single, types);
        this.query = prepared == null ? statements.queryOf(binding) : prepared;
        this.flags = flags;
        this.savepoint = savepoint;
    }

    @Override
    public boolean add(Values next) throws SQLException {
        next.bind(binding);
        ParameterList bound = statements.parameters(binding).copy();
        int more = size(bound) + (own && (values.isEmpty() || oneShot) ? textSize() : 0);
        boolean room = values.isEmpty() || (values.size() < MOST_EXECUTIONS && bytes + more <= MOST_BYTES);
        if (!room || !Arrays.equals(types, bound.getTypeOIDs())) {
            return false;
        }
        values.add(bound);
        bytes += more;
        return true;
    }

    private static int size(ParameterList bound) {
        int size = MESSAGES;
        for (int i = 1; i <= bound.getParameterCount(); i++) {
            size += 8 + 3 * bound.toString(i, true).length();
        }
        return size;
    }

    private int textSize() {
        return query.getNativeSql().getBytes(UTF_8).length;
    }

    /**
     * Whether the server is to forget the text at once: where the application wants that of all; and where the server is to
     * find out a type, which the driver else asks for before it sends more.
     */
    private static boolean isOneShot(PgStatement single, int[] types) {
        boolean known = single.getPrepareThreshold() > 0;
        for (int type : types) {
            known &= type != Oid.UNSPECIFIED;
        }
        return !known;
    }

    @Override
    public List<Rows> ask(int mostRows, long mostBytes) throws SQLException {
        VolleyAnswers answers = new VolleyAnswers(statements, results, mostRows, mostBytes);
        Query before = savepoint == null ? null : executor.createSimpleQuery("savepoint " + savepoint);
        Query after = savepoint == null ? null : executor.createSimpleQuery("release savepoint " + savepoint);
        boolean described = query.isStatementDescribed();
        if (described) {
            internals.describedStatement(query, false);
        }
        try {
            send(before, after, answers, mostRows);
        } finally {
            if (described) {
                internals.describedStatement(query, true);
            }
            forget(before);
            forget(after);
        }
        return answers.rows(values.size());
    }

    private void send(@Nullable Query before, @Nullable Query after, VolleyAnswers answers, int mostRows)
            throws SQLException {
        List<Query> queries = new ArrayList<>(values.size() + 2);
        List<ParameterList> parameters = new ArrayList<>(values.size() + 2);
        add(before, queries, parameters);
        for (ParameterList each : values) {
            queries.add(query);
            parameters.add(each);
        }
        add(after, queries, parameters);
        int all = oneShot || !own ? flags | QueryExecutor.QUERY_ONESHOT : flags;
        internals.startTimer((PgStatement) binding);
        try {
            executor.execute(
                    internals.together(queries, parameters),
                    internals.parameters(parameters),
                    answers,
                    mostRows,
                    0,
                    own ? all | QueryExecutor.QUERY_NO_BINARY_TRANSFER : all);
        } finally {
            internals.killTimer((PgStatement) binding);
        }
    }

    private static void add(@Nullable Query query, List<Query> queries, List<ParameterList> parameters) {
        if (query != null) {
            queries.add(query);
            parameters.add(query.createParameterList());
        }
    }

    /** Ends its server statement, if it has one, with the next message that is sent anyway. */
    private static void forget(@Nullable Query query) {
        if (query != null) {
            query.close();
        }
    }

    @Override
    public void cancel() throws SQLException {
        executor.sendQueryCancel();
    }

    @Override
    public void close() throws SQLException {
        if (own) {
            query.close();
        }
        binding.close();
    }
}
