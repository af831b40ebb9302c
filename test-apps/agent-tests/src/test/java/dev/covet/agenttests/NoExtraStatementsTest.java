package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.PoolsMain;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.recorder.SqlRecorder;
import dev.covet.fixtures.time.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database cannot tell whether the agent is there: it gets the same bytes. */
class NoExtraStatementsTest {
    private static final List<String> POOLS = List.of("none", "hikari", "tomcat", "dbcp", "c3p0", "agroal");

    @ParameterizedTest
    @ValueSource(ints = 17)
    void postgres_eachPool_sendsTheSameBytes(int jdk) {
        try (PostgresServer server = PostgresServer.start();
                Lanes lanes = new Lanes(server.user(), server.password())) {
            for (String pool : POOLS) {
                lanes.add(
                        pool,
                        SqlRecorder.postgres("127.0.0.1", server.port()),
                        port -> "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable");
            }
            lanes.assertSame(jdk);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void mariaDb_eachDriver_sendsTheSameBytes(int jdk) {
        try (MariaDbServer server = MariaDbServer.start();
                Lanes lanes = new Lanes(server.user(), server.password())) {
            String database = server.createDatabase().jdbcUrl().replaceAll(".*/", "/");
            for (String pool : POOLS.subList(0, 2)) {
                lanes.add(
                        pool,
                        SqlRecorder.mariaDb("127.0.0.1", server.port()),
                        port -> "jdbc:mariadb://127.0.0.1:" + port + database);
                lanes.add(
                        pool,
                        SqlRecorder.mariaDb("127.0.0.1", server.port()),
                        port -> "jdbc:mysql://127.0.0.1:" + port + database
                                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true");
            }
            lanes.assertSame(jdk);
        }
    }

    /**
     * What the wire of one lane carried.
     *
     * @param statements each with its kind and its parameters
     * @param bytes a digest; empty for MariaDB Connector/J, whose bytes differ from run to run without the agent too
     */
    private record Wire(List<String> statements, String bytes) {
        static Wire of(SqlRecorder recorder, boolean repeatable) {
            return new Wire(
                    recorder.received().stream()
                            .map(each -> each.kind() + " " + each.sql() + " " + each.parameters())
                            .toList(),
                    repeatable ? recorder.digest() : "");
        }
    }

    /** Pools side by side, each with a recorder of its own. */
    private static final class Lanes implements AutoCloseable {
        private final List<SqlRecorder> recorders = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();

        Lanes(String user, String password) {
            arguments.add(user);
            arguments.add(password);
        }

        void add(String pool, SqlRecorder recorder, Function<Integer, String> url) {
            recorders.add(recorder);
            arguments.add(pool + "=" + url.apply(recorder.port()));
        }

        void assertSame(int jdk) {
            ForkedJvm.Builder builder = program(jdk);
            End without = run(builder);
            assertThat(without.status()).isZero();
            List<Wire> expected = wires();
            recorders.forEach(SqlRecorder::clear);
            try (OtlpReceiver receiver = Collector.start()) {
                End with = run(Collector.HTTP.tell(program(jdk).flags(flag("")), receiver));
                assertThat(with.status()).isZero();
                assertThat(with.output()).isEqualTo(without.output());
                assertThat(receiver.spans().size()).isGreaterThan(20 * recorders.size());
            }
            assertThat(expected)
                    .allSatisfy(wire -> assertThat(wire.statements()).hasSizeGreaterThan(20));
            assertThat(statements(wires())).isEqualTo(statements(expected));
            Await.until("the same bytes as without the agent", LIMIT, this::wires, expected::equals);
        }

        private ForkedJvm.Builder program(int jdk) {
            return AgentJar.program(PoolsMain.class, jdk, arguments.toArray(String[]::new))
                    .flags("-XX:TieredStopAtLevel=1");
        }

        private static List<List<String>> statements(List<Wire> wires) {
            return wires.stream().map(Wire::statements).toList();
        }

        private List<Wire> wires() {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < recorders.size(); i++) {
                wires.add(Wire.of(recorders.get(i), !arguments.get(i + 2).contains("=jdbc:mariadb:")));
            }
            return wires;
        }

        @Override
        public void close() {
            recorders.forEach(SqlRecorder::close);
        }
    }
}
