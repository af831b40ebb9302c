package dev.covet.optimizer.features.route.reads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;

/** A session of an application, and what routing does beside it. Its clock stands unless it is moved. */
final class Application implements ReadsListener, AutoCloseable {
    long nanos = 1_000_000_000_000L;

    private final SignalBus bus = new SignalBus(64, error -> {});
    private final Engine engine =
            new Engine(new SqlTextCache(), bus, new SelfProtection(System::nanoTime, (text, error) -> {}), this::nanos);

    final Reads reads;
    final Deque<ReadQuestion> wanted = new ArrayDeque<>();
    final List<String> messages = new ArrayList<>();
    final ConnectionSession session;

    Application(Dialect dialect, String database) {
        reads = new Reads(this, this::nanos);
        session = session(dialect, database);
    }

    /** With a catalog that says what a test wants. */
    Application(BiFunction<Connection, QueryShape, Eligibility> catalog) {
        reads = new Reads(this, this::nanos, catalog);
        session = session(Dialect.POSTGRESQL, "shop");
    }

    private ConnectionSession session(Dialect dialect, String database) {
        return new ConnectionSession(
                engine, new ConnectionFacts(dialect, "any", "here", 1, 1, database, null, "any", "any"));
    }

    private long nanos() {
        return nanos;
    }

    @Override
    public void wanted(ReadQuestion question) {
        wanted.add(question);
    }

    @Override
    public void unfollowed(String message) {
        messages.add(message);
    }

    StatementCall call(String sql) {
        return call(sql, ExecutionKind.QUERY);
    }

    StatementCall call(String sql, ExecutionKind kind) {
        return new StatementCall(session, session.text(sql), kind, true, nanos);
    }

    ReadRuling of(String sql) {
        return reads.of(call(sql));
    }

    /** What is known once the catalog was asked. */
    ReadRuling judged(Connection asking, String sql) {
        ReadRuling first = of(sql);
        while (!wanted.isEmpty()) {
            reads.judge(asking, wanted.remove());
        }
        return first.standing() == ReadRuling.Standing.UNKNOWN ? of(sql) : first;
    }

    /**
     * The statement is ruled as the line says, and what a replica may answer it answers as the primary does.
     *
     * @param parameters the type of which its parameters are null
     */
    void assertRuled(Corpus.Line line, Connection primary, Connection replica, int parameters) throws SQLException {
        ReadRuling ruling = judged(primary, line.sql());
        assertThat(ruling.standing()).isNotEqualTo(ReadRuling.Standing.UNKNOWN);
        assertThat(ruling.allowed()).as(ruling.reason()).isEqualTo(line.read());
        assertThat(ruling.reason()).contains(line.why());
        if (line.read()) {
            int count = session.text(line.sql()).parameterCount();
            List<String> there = Answers.of(replica, line.sql(), count, parameters);
            if (line.steady()) {
                assertThat(there).isEqualTo(Answers.of(primary, line.sql(), count, parameters));
            }
        }
    }

    @Override
    public void close() {
        bus.close();
    }
}
