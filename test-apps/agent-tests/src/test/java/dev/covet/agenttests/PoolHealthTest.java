package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static dev.covet.agenttests.AgentJar.unexported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.PoolHealthMain;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found about real pools on a real database, by the agent as it ships. */
class PoolHealthTest {
    private static final String QUICK =
            "banner=off,health.leak-time=1s,health.idle-hold=1s,health.idle-in-transaction=1s";
    private static final String PROGRAM = "programs.PoolHealthMain.";

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static End act(int jdk, String pool, String options, String what, String... codes) {
        try (TestDatabase database = server.createDatabase()) {
            List<String> arguments =
                    new ArrayList<>(List.of(pool, database.jdbcUrl(), server.user(), server.password(), what));
            arguments.addAll(List.of(codes));
            End end = run(unexported(program(PoolHealthMain.class, jdk, arguments.toArray(new String[0]))
                    .flags(flag(QUICK + options))));
            assertThat(end.output()).as(() -> "errors: " + end.errors()).contains("found");
            assertThat(end.errors()).noneMatch(line -> line.contains("COVET-2"));
            return end;
        }
    }

    /** What stands in the findings from this code to the next one. */
    private static String finding(End end, String code) {
        StringBuilder text = new StringBuilder();
        boolean within = false;
        for (String line : end.output()
                .subList(end.output().indexOf("== findings"), end.output().indexOf("== pools"))) {
            within = line.startsWith("COVET-") ? line.startsWith(code) : within;
            text.append(within ? line + "\n" : "");
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "tomcat", "dbcp", "agroal"})
    void forgottenConnection_isALeakOfItsOwner(String pool) {
        End end = act(17, pool, "", "leak", "COVET-4503");
        assertThat(finding(end, "COVET-4503"))
                .contains("by thread acting at dev.covet.agenttests." + PROGRAM + "forget(PoolHealthMain.java:")
                .contains("\n    at dev.covet.agenttests." + PROGRAM + "leak(")
                .doesNotContain("carefully");
        assertThat(end.errors()).anyMatch(line -> line.contains("WARN COVET-4503"));
        assertThat(end.output()).anyMatch(line -> line.contains("1 leaked"));
    }

    @Test
    void forgottenConnection_onJdk25_isALeakOfItsOwner() {
        End end = act(25, "hikari", "", "leak", "COVET-4503");
        assertThat(finding(end, "COVET-4503")).contains(PROGRAM + "forget(").doesNotContain("carefully");
    }

    /** The pool itself keeps what it has lent, so nobody can prove anything. */
    @Test
    void forgottenConnection_ofAPoolThatKeepsIt_isALongHold() {
        End end = act(17, "c3p0", ",health.long-hold=3s", "leak", "COVET-4504");
        assertThat(finding(end, "COVET-4504")).contains(PROGRAM + "forget(").contains("no proof of a leak");
        assertThat(finding(end, "COVET-4503")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "tomcat", "dbcp", "c3p0", "agroal"})
    void connectionHeldForLong_isNoLeak(String pool) {
        End end = act(17, pool, ",health.long-hold=5s", "keep", "COVET-4504");
        assertThat(finding(end, "COVET-4504")).contains(PROGRAM + "keep(").doesNotContain("carefully");
        assertThat(finding(end, "COVET-4503")).isEmpty();
    }

    @Test
    void threadThatHoldsOneAndAsksForAnother_isTold() {
        End end = act(17, "hikari", "", "nest", "COVET-4505");
        assertThat(finding(end, "COVET-4505"))
                .contains("asks for a further one")
                .contains(PROGRAM + "nest(")
                .contains(PROGRAM + "inner(")
                .contains("threads × (connections − 1) + 1")
                .contains("1 × (2 − 1) + 1 = 2");
    }

    @Test
    void exhaustedPool_showsWhoHoldsAll() {
        End end = act(17, "hikari", "", "exhaust", "COVET-4502", "COVET-4505");
        assertThat(finding(end, "COVET-4502"))
                .contains("All 4 connections are out and 1 threads wait")
                .contains("Each thread that holds one waits for another one")
                .contains(PROGRAM + "hold(");
        assertThat(finding(end, "COVET-4502").split("\n  - ", -1)).hasSize(5);
        assertThat(end.output()).anyMatch(line -> line.startsWith("orders: unhealthy"));
    }

    @Test
    void transactionLeftOpen_isToldWithTheStackOfTheGap() {
        End end = act(17, "hikari", ",health.long-transaction=2s", "transaction", "COVET-4506", "COVET-4508");
        assertThat(finding(end, "COVET-4506"))
                .contains("open without a statement")
                .contains("the thread sleeps")
                .contains(PROGRAM + "ponder(")
                .contains("[update pet set name = ? where id = ?]");
        assertThat(finding(end, "COVET-4508")).contains(PROGRAM + "idleInTransaction(");
        assertThat(finding(end, "COVET-4507")).isEmpty();
    }

    @Test
    void threadThatSleepsWithAConnection_isTold() {
        End end = act(17, "dbcp", "", "sleep", "COVET-4507");
        assertThat(finding(end, "COVET-4507"))
                .contains("the thread sleeps")
                .contains(PROGRAM + "ponder(")
                .contains(PROGRAM + "sleepWithConnection(");
        assertThat(finding(end, "COVET-4506")).isEmpty();
    }

    @Test
    void writesCommittedOneByOne_areTold() {
        End end = act(17, "tomcat", "", "chatter", "COVET-4509");
        assertThat(finding(end, "COVET-4509")).contains("20 writes").contains(PROGRAM + "chatter(");
    }

    @Test
    void statementsLeftToTheCollector_areTold() {
        End end = act(17, "tomcat", "", "statements", "COVET-4511");
        assertThat(finding(end, "COVET-4511")).contains(PROGRAM + "statements(").doesNotContain("carefully");
    }

    @Test
    void deadlock_isToldWithBothStacks() {
        End end = act(17, "hikari", "", "deadlock", "COVET-4510");
        String finding = finding(end, "COVET-4510");
        assertThat(finding)
                .contains("which waited for ShareLock on transaction")
                .contains("at a row of pet")
                .contains("The other side is thread ")
                .contains("[update pet set name = ? where id = ?]");
        String[] sides = finding.split("The other side", -1);
        assertThat(sides).hasSize(2);
        assertThat(sides).allMatch(side -> side.contains(PROGRAM + "lockOther("));
    }
}
