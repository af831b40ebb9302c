package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.scripted.Call;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import dev.covet.optimizer.features.trace.SqlComments;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The trace that a statement names in its comment is the one that is exported. */
final class SqlCommentsTest {
    private static final String SQL = "update pet set name = 'x'";
    private static final String SENT = "update pet set name = 'x' /*application='shop'";

    /** The texts that the driver got, the first one aside: it starts the SDK. */
    private static List<String> run(OtlpReceiver receiver, String sampler, boolean inRequest) throws SQLException {
        try (Traced traced = Traced.to(receiver, "otel.traces.sampler", sampler);
                ScriptedDatabase database = ScriptedDatabase.open("comments-" + sampler);
                Connection connection =
                        traced.wrap(database.dataSource().getConnection(), "jdbc:postgresql://db/shop");
                Statement statement = connection.createStatement()) {
            database.onAny().updateCount(1);
            traced.engine.sentText(new SqlComments("application='shop'", true));
            statement.executeUpdate(SQL);
            traced.flush();
            receiver.clear();
            database.forgetCalls();
            if (inRequest) {
                traced.request("/pets", Map.of(), () -> statement.executeUpdate(SQL));
            } else {
                statement.executeUpdate(SQL);
            }
            traced.flush();
            return database.calls(Call.Kind.EXECUTE_UPDATE).stream()
                    .map(Call::text)
                    .toList();
        }
    }

    private static String comment(ReceivedSpan span) {
        return SENT + ",traceparent='00-" + span.traceId() + "-" + span.spanId() + "-01'*/";
    }

    @Test
    void statement_inRequest_namesItsSpan() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            List<String> sent = run(receiver, "always_on", true);
            ReceivedSpan span = receiver.awaitSpan(each -> each.name().equals("update pet"), Traced.SOON);
            assertThat(sent).containsExactly(comment(span));
            assertThat(span.parentSpanId()).isNotEmpty();
            assertThat(span.attribute("db.query.text")).isEqualTo("update pet set name = ?");
        }
    }

    @Test
    void statement_alone_namesItsSpan() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            List<String> sent = run(receiver, "always_on", false);
            ReceivedSpan span = receiver.awaitSpan(each -> each.name().equals("update pet"), Traced.SOON);
            assertThat(sent).containsExactly(comment(span));
            assertThat(receiver.spans()).hasSize(1);
        }
    }

    @Test
    void statement_unsampled_namesNoTrace() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            assertThat(run(receiver, "always_off", false)).containsExactly(SENT + "*/");
            assertThat(run(receiver, "always_off", true)).containsExactly(SENT + "*/");
            assertThat(receiver.spans()).isEmpty();
        }
    }
}
