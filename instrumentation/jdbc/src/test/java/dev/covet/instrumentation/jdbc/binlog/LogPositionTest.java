package dev.covet.instrumentation.jdbc.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.change.Commit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Places in the log, and the names of its transactions, as other JVMs are told of them. */
class LogPositionTest {
    @Test
    void number_growsAlongTheLog() {
        List<LogPosition> places = List.of(
                LogPosition.BEGIN,
                new LogPosition(1, 4),
                new LogPosition(1, (1L << 38) - 1),
                new LogPosition(2, 0),
                new LogPosition(2, 5_000_000_000L),
                new LogPosition((1L << 25) - 1, (1L << 38) - 1));
        assertThat(places).isSorted();
        assertThat(places.stream().map(LogPosition::number))
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 0);
    }

    @Test
    void number_thatDoesNotFit_isNone() {
        assertThat(new LogPosition(1, 1L << 38).number()).isEqualTo(-1);
        assertThat(new LogPosition(1L << 25, 4).number()).isEqualTo(-1);
    }

    @Test
    void name_isReadAsItWasWritten() {
        for (TransactionName name : List.of(
                new TransactionName(new LogPosition(3, 5_000_000_000L), "", ""),
                new TransactionName(new LogPosition(3, 4), "3e11fa47-71ca-11e1-9e33-c80aa9429562:23", ""),
                new TransactionName(new LogPosition(3, 4), "", "x'61',x'',1 and more"))) {
            Commit commit = new Commit(name.toString(), Set.of(), false);
            assertThat(TransactionName.of(commit)).isEqualTo(name);
        }
    }

    @Test
    void transactionsThatSessionsOwn_areEachNamed() {
        assertThat(MySql.owned("")).isEmpty();
        assertThat(MySql.owned("a:5#17:6#18, b:3#19")).containsExactly("a:5#17", "a:6#18", "b:3#19");
        assertThat(MySql.owned("a:5#17,\nb:3#19")).containsExactly("a:5#17", "b:3#19");
    }
}
