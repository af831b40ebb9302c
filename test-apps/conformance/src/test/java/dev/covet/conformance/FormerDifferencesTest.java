package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of long runs that have shown our boundary. */
class FormerDifferencesTest {
    @ParameterizedTest
    @ValueSource(strings = {"""
            # conformance sqlite 105024
            c0 = connect()
            dmd0 = c0.getMetaData()
            rs0 = dmd0.getBestRowIdentifier(null("java.lang.String"), "a", "a", 1, true)
            dmd1 = c0.getMetaData()
            dmd1.getBestRowIdentifier(null("java.lang.String"), "a", "a", 1, true)
            """, """
            # conformance sqlite 106375
            c0 = connect()
            s0 = c0.prepareStatement("select 1", ints("1"))
            rs0 = s0.getGeneratedKeys()
            s4 = rs0.getStatement()
            s4.executeQuery("select 1")
            """})
    void covet_atTheseProgramsThatOnceShowedIt_doesNotShow(String program) throws SQLException {
        assertThat(Oracle.replay(Program.parse(program), new CovetBoundary())).isNull();
    }
}
