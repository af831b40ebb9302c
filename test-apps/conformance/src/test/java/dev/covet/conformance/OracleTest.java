package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What looked like a difference and was none. */
class OracleTest {
    @Test
    void keysOfUpdatedRows_comeInTheSameOrder_whateverWasUpdatedBefore() throws SQLException {
        Program leavesGap = Program.parse("""
                # conformance postgres 1
                c0 = connect()
                s0 = c0.createStatement()
                s0.executeUpdate("update item set note = 'a' where id = 3")
                """);
        Program asks = Program.parse("""
                # conformance postgres 2
                c0 = connect()
                s0 = c0.prepareStatement("update item set price = price * 2 where quantity > 5", 1)
                s0.executeUpdate()
                s0.executeUpdate()
                s0.getGeneratedKeys()
                """);
        try (Targets targets = new Targets();
                Oracle oracle = new Oracle(targets.open(asks.target()))) {
            Transcript first = oracle.run(asks, Boundary.NONE);
            for (int i = 0; i < 60; i++) {
                oracle.run(leavesGap, Boundary.NONE);
                assertThat(oracle.run(asks, Boundary.NONE)).isEqualTo(first);
            }
        }
    }

    @Test
    void cancelledStatement_doesNotKeepTheConnectionFromBeingEnded() throws SQLException {
        assertThat(Oracle.replay(Program.parse("""
                # conformance sqlite 1
                c0 = connect()
                c0.setAutoCommit(false)
                s0 = c0.createStatement()
                rs0 = s0.executeQuery("select id from item order by id")
                rs0.next()
                s0.cancel()
                """), new CovetBoundary())).isNull();
    }

    @Test
    void statementThatIsItsOwnDescription_isNotCompared() throws SQLException {
        assertThat(Oracle.replay(Program.parse("""
                # conformance sqlite 2
                c0 = connect()
                s0 = c0.prepareStatement("select id from item where id = ?")
                pmd0 = s0.getParameterMetaData()
                s0.equals(pmd0)
                """), new CovetBoundary())).isNull();
    }
}
