package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.programs.NotesMain;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user whose requests go to two JVMs, which read from a replica that stands still. */
class VisitsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    private static ForkedJvm start(
            int jdk, String cookie, PostgresServer server, TestDatabase database, String replica) {
        return program(NotesMain.class, jdk, database.jdbcUrl(), server.user(), server.password())
                .flags(flag("prefetch.mode=off,telemetry=off,route.most-behind=1h,route.cookie=" + cookie
                        + ",route.replicas=" + replica))
                .start();
    }

    private static String address(ForkedJvm jvm) {
        return "http://127.0.0.1:" + jvm.awaitLine("port ", LIMIT).substring("port ".length());
    }

    private HttpResponse<String> call(String uri, String cookie) {
        return client.sendAsync(
                        HttpRequest.newBuilder(URI.create(uri))
                                .header("Cookie", cookie)
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    private String read(String jvm, String cookie) {
        return call(jvm + "/read", cookie).body();
    }

    /** Until it is known what the replica shows. */
    private void awaitReplica(ForkedJvm jvm, String address) {
        Await.until("the replica to be used", LIMIT, () -> {
            read(address, "none=1");
            return jvm.errors().stream().anyMatch(line -> line.contains("COVET-4315"));
        });
        for (int i = 0; i < 100; i++) {
            read(address, "none=1");
        }
    }

    private void awaitRead(String jvm, String text) {
        Await.until("a read of " + text, LIMIT, () -> read(jvm, "none=1").equals(text));
    }

    @ParameterizedTest
    @CsvSource({"17, on", "25, alone"})
    void whoWrote_isShownItByBothJvms(int jdk, String mode) throws Exception {
        try (PostgresServer server = PostgresServer.start();
                PostgresStandby standby = server.startStandby();
                TestDatabase database = server.createDatabase(connection ->
                        Sql.execute(connection, "create table note (text text)", "insert into note values ('old')"))) {
            standby.awaitCaughtUp();
            String replica = "127.0.0.1:" + standby.port();
            try (ForkedJvm first = start(jdk, mode, server, database, replica);
                    ForkedJvm second = start(jdk, mode, server, database, replica)) {
                String one = address(first);
                String two = address(second);
                awaitReplica(first, one);
                awaitReplica(second, two);
                standby.pauseReplay();
                // Without a replica they would say this.
                Sql.execute(database.jdbcUrl(), server, "update note set text = 'by another'");
                awaitRead(one, "old");
                awaitRead(two, "old");

                HttpResponse<String> written = call(one + "/write?new", "none=1");
                String cookie =
                        written.headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
                assertThat(cookie).startsWith("covet-written=");
                for (int i = 0; i < 20; i++) {
                    assertThat(read(two, "a=b; " + cookie)).isEqualTo("new");
                    assertThat(read(one, cookie)).isEqualTo("new");
                    assertThat(read(two, "none=1")).isEqualTo("old");
                    assertThat(read(one, "none=1")).isEqualTo(mode.equals("alone") ? "old" : "new");
                }
                standby.resumeReplay();
                awaitRead(two, "new");
            }
        }
    }
}
