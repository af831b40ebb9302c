package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndlessProgramTest {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** H2 spins for a row of a transaction that has rolled back a part of its work, whatever the lock timeout. */
    private static final Program SPINS = Program.parse("""
            # conformance h2 1
            c0 = connect()
            c1 = connect()
            c0.setAutoCommit(false)
            s0 = c0.createStatement()
            s0.executeUpdate("update item set note = 'a' where id = 1")
            s1 = c0.setSavepoint()
            s0.executeUpdate("update item set note = 'b' where id = 2")
            c0.rollback(s1)
            s2 = c1.createStatement()
            s2.executeUpdate("update item set note = 'c' where id = 1")
            """);

    private static final Program ENDS = Program.parse("""
            # conformance h2 2
            c0 = connect()
            c0.getCatalog()
            """);

    private static final Boundary WAITS = new ReflectiveBoundary(call -> {
        while (call.is(Connection.class, "getCatalog") && !((Connection) call.raw()).isClosed()) {
            Thread.onSpinWait();
        }
        return call.proceed();
    });

    @Test
    void program_withoutEndOnTheBareDriver_isFreedAndComparesNothing() throws SQLException {
        try (Targets targets = new Targets();
                Oracle oracle = new Oracle(targets.open("h2"), PATIENCE)) {
            Transcript bare = oracle.run(SPINS, Boundary.NONE);

            assertThat(bare.ended()).isFalse();
            assertThat(oracle.compare(SPINS, bare, WAITS)).isNull();
            assertThat(oracle.run(ENDS, Boundary.NONE).ended()).isTrue();
        }
    }

    @Test
    void program_withoutEndBehindABoundaryOnly_isADifference() throws SQLException {
        try (Targets targets = new Targets();
                Oracle oracle = new Oracle(targets.open("h2"), PATIENCE)) {
            assertThat(oracle.compare(ENDS, Boundary.NONE)).isNull();
            assertThat(oracle.compare(ENDS, WAITS)).isNotNull();
        }
    }

    @Test
    void programs_withoutEndOnTheBareDriver_areFew() throws SQLException {
        try (Targets targets = new Targets();
                Oracle oracle = new Oracle(targets.open("h2"), PATIENCE)) {
            Campaign campaign = new Campaign(oracle, Map.of("none", Boundary.NONE));

            assertThat(campaign.run(seed -> seed % 2 == 0 ? SPINS : ENDS, 1, 7)).isEmpty();
            assertThat(campaign.run(seed -> seed % 2 == 0 ? SPINS : ENDS, 1, 100))
                    .singleElement()
                    .asString()
                    .startsWith("Too many programs do not end");
        }
    }
}
