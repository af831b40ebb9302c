package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.PoolsMain;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.recorder.SqlRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Comments at the end of statements, as a server gets them when they are asked for. */
class SqlCommentsTest {
    /** Enough for OpenTelemetry to be there before the last ones; before, nothing is known of a trace. */
    private static final int TURNS = 40;

    private static final String SERVICE = " /*application='shop'*/";
    private static final Pattern TRACE =
            Pattern.compile("(.*) /\\*application='shop',traceparent='00-(\\p{XDigit}{32})-(\\p{XDigit}{16})-01'\\*/");

    /** What a server behind a recorder got, and what the collector did. */
    private record Seen(List<String> texts, List<ReceivedSpan> spans) {
        static Seen of(String comment, SqlRecorder recorder, String user, String password, String... lanes) {
            List<String> arguments = new ArrayList<>(List.of(user, password));
            for (int turn = 0; turn < TURNS; turn++) {
                arguments.addAll(List.of(lanes));
            }
            try (OtlpReceiver receiver = Collector.start()) {
                End end = run(Collector.HTTP.tell(
                        AgentJar.program(PoolsMain.class, 17, arguments.toArray(String[]::new))
                                .flags(flag("trace.comment=" + comment), "-XX:TieredStopAtLevel=1"),
                        receiver));
                assertThat(end.status()).as(end.errors().toString()).isZero();
                assertThat(AgentJar.complaints(end.errors())).isEmpty();
                return new Seen(recorder.texts(), receiver.spans());
            }
        }

        List<String> like(String beginning) {
            return texts.stream().filter(text -> text.startsWith(beginning)).toList();
        }

        /** Definitions, transactions and what drivers and pools ask are as they were. */
        void assertOthersAreAsGiven() {
            assertThat(texts)
                    .filteredOn(text -> !text.startsWith("select id,") && !text.startsWith("insert into pet"))
                    .hasSizeGreaterThan(10)
                    .noneMatch(text -> text.contains("application="));
            assertThat(like("create table pet")).isNotEmpty();
        }

        void assertTracesLeadToSpans(String query) {
            Set<String> ids = spans.stream()
                    .filter(span -> query.equals(span.attribute("db.query.text")))
                    .map(span -> span.traceId() + span.spanId())
                    .collect(Collectors.toSet());
            List<Matcher> traces = like("insert into pet values").stream()
                    .map(TRACE::matcher)
                    .filter(Matcher::matches)
                    .toList();
            assertThat(traces)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(trace -> assertThat(ids).contains(trace.group(2) + trace.group(3)));
            assertThat(spans)
                    .noneMatch(span ->
                            String.valueOf(span.attribute("db.query.text")).contains("application="));
        }
    }

    private static String text(String name) {
        return "insert into pet values (1, '" + name + "')";
    }

    @Test
    void postgres_full_executedTextsNameTheirSpans() {
        try (PostgresServer server = PostgresServer.start();
                SqlRecorder recorder = SqlRecorder.postgres("127.0.0.1", server.port())) {
            String url = "jdbc:postgresql://127.0.0.1:" + recorder.port() + "/postgres?sslmode=disable";
            Seen seen = Seen.of("full", recorder, server.user(), server.password(), "none=" + url, "hikari=" + url);
            assertThat(Set.copyOf(seen.like("select id, name from pet")))
                    .containsExactly("select id, name from pet where id >= $1 order by id" + SERVICE);
            assertThat(seen.like("insert into pet (id, name)"))
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text).endsWith(SERVICE));
            seen.assertOthersAreAsGiven();
            seen.assertTracesLeadToSpans("insert into pet values (?, ?)");
        }
    }

    @Test
    void mariaDb_fullAndStatic_eachDriver() {
        try (MariaDbServer server = MariaDbServer.start();
                SqlRecorder recorder = SqlRecorder.mariaDb("127.0.0.1", server.port())) {
            String address = "://127.0.0.1:" + recorder.port()
                    + server.createDatabase().jdbcUrl().replaceAll(".*/", "/");
            String mariaDb = "hikari=jdbc:mariadb" + address;
            String mySql = "none=jdbc:mysql" + address
                    + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&useServerPrepStmts=true";
            Seen full = Seen.of("full", recorder, server.user(), server.password(), mariaDb, mySql);
            full.assertTracesLeadToSpans("insert into pet values (?, ?)");
            full.assertOthersAreAsGiven();

            recorder.clear();
            Seen fixed = Seen.of("static", recorder, server.user(), server.password(), mariaDb, mySql);
            assertThat(fixed.like("insert into pet values"))
                    .contains(text("Rex") + SERVICE, text("Tom") + SERVICE)
                    .allSatisfy(text -> assertThat(text).endsWith(SERVICE));
            assertThat(fixed.texts()).noneMatch(text -> text.contains("traceparent"));
            assertThat(fixed.like("select id, name from pet"))
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text).endsWith(SERVICE));
        }
    }
}
