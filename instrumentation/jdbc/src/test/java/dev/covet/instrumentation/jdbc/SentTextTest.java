package dev.covet.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.scripted.Call;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SentText;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.StatementCall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the driver gets when the texts that are sent are not the application's. */
class SentTextTest {
    private static final String SQL = "update pet set name = 'x'";

    private static final Call.Kind[] EXECUTIONS = {
        Call.Kind.EXECUTE, Call.Kind.EXECUTE_UPDATE, Call.Kind.EXECUTE_BATCH, Call.Kind.EXECUTE_QUERY
    };

    private final RecordingStage stage = new RecordingStage();
    private final Engine engine = Boundaries.engine(Map.of(StageOrder.TRACE, stage));

    /** Marks texts by how they came. */
    private record Marks() implements SentText {
        @Override
        public String prepared(ConnectionSession session, String sql) {
            return sql + " /*prepared*/";
        }

        @Override
        public String executed(StatementCall call, String sql) {
            return sql + " /*executed*/";
        }
    }

    /** Fails each time. */
    private record Broken(List<String> asked) implements SentText {
        @Override
        public String prepared(ConnectionSession session, String sql) {
            asked.add(sql);
            throw new IllegalStateException("provoked");
        }

        @Override
        public String executed(StatementCall call, String sql) {
            asked.add(sql);
            throw new IllegalStateException("provoked");
        }
    }

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private static List<String> sent(Engine engine, Work work) throws SQLException {
        try (ScriptedDatabase database = ScriptedDatabase.open("sent-text");
                Connection connection = Boundaries.wrap(database.dataSource().getConnection(), engine)) {
            database.onAny().updateCount(1);
            work.with(connection);
            return database.calls(EXECUTIONS).stream().map(Call::text).toList();
        }
    }

    @Test
    void executedText_isMarkedAndTheCallHasTheApplications() throws SQLException {
        engine.sentText(new Marks());
        List<String> sent = sent(engine, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(SQL);
                statement.execute(SQL, Statement.RETURN_GENERATED_KEYS);
                statement.executeLargeUpdate(SQL);
            }
        });
        assertThat(sent).hasSize(3).containsOnly(SQL + " /*executed*/");
        assertThat(stage.entered)
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.text().sql()).isEqualTo(SQL));
    }

    @Test
    void preparedText_isMarkedOnce_callsAndBatchesOfTextsAreAsGiven() throws SQLException {
        engine.sentText(new Marks());
        List<String> sent = sent(engine, connection -> {
            try (PreparedStatement update = connection.prepareStatement(SQL, new String[] {"id"});
                    PreparedStatement call = connection.prepareCall("{call refresh()}");
                    Statement statement = connection.createStatement()) {
                update.executeUpdate();
                update.execute();
                call.execute();
                statement.addBatch(SQL);
                statement.executeBatch();
            }
        });
        assertThat(sent).containsExactly(SQL + " /*prepared*/", SQL + " /*prepared*/", "{call refresh()}", SQL);
        assertThat(stage.entered.get(0).text().sql()).isEqualTo(SQL);
    }

    @Test
    void brokenText_isSentAsGiven_andLeftOutAfterTenFailures() throws SQLException {
        List<String> asked = new ArrayList<>();
        Engine tolerant = Boundaries.tolerant(Map.of(StageOrder.TRACE, new RecordingStage()));
        tolerant.sentText(new Broken(asked));
        List<String> sent = sent(tolerant, connection -> {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < 20; i++) {
                    statement.executeUpdate(SQL);
                    connection.prepareStatement(SQL).executeUpdate();
                }
            }
        });
        assertThat(sent).hasSize(40).containsOnly(SQL);
        assertThat(asked).hasSize(11);
        assertThat(tolerant.protection().errors()).containsEntry("trace", 11L);
    }

    @Test
    void noText_isTheDriversToRefuse() throws SQLException {
        engine.sentText(new Marks());
        List<String> sent = sent(engine, connection -> {
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(null)).isInstanceOf(Exception.class);
                assertThatThrownBy(() -> connection.prepareStatement(null)).isInstanceOf(Exception.class);
            }
        });
        assertThat(sent).noneMatch(text -> text != null && text.contains("null"));
        assertThat(engine.pipeline()).isNotSameAs(Pipeline.EMPTY);
    }
}
