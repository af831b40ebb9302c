package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManyDatabasesTest {
    private static final int MORE_THAN_ARE_TOLD_APART = 10_050;

    private final Engine engine = Engines.engine(Map.of(), Engines.protection());

    private WriteClock clock(Dialect dialect, int number) {
        return engine.clock(new ConnectionFacts(dialect, "", "host", 1, 1, "database_" + number, null, "", ""));
    }

    @Test
    void clock_ofADatabaseThatIsKnown_staysItsOwn() {
        WriteClock first = clock(Dialect.POSTGRESQL, 0);
        WriteClock second = clock(Dialect.POSTGRESQL, 1);
        for (int number = 2; number < MORE_THAN_ARE_TOLD_APART; number++) {
            clock(Dialect.POSTGRESQL, number);
        }

        assertThat(clock(Dialect.POSTGRESQL, 0)).isSameAs(first).isNotSameAs(second);
        assertThat(clock(Dialect.POSTGRESQL, 1)).isSameAs(second);
        assertThat(clock(Dialect.POSTGRESQL, MORE_THAN_ARE_TOLD_APART))
                .isSameAs(clock(Dialect.POSTGRESQL, MORE_THAN_ARE_TOLD_APART + 1));
    }
}
