package dev.covet.instrumentation.drivers.postgresql.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.change.Commit;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresMomentTest {
    @ParameterizedTest
    @CsvSource({
        // Far past, first running, between, running, next, later.
        "10:20:10, 14, 9, true",
        "10:20:10, 14, 10, false",
        "10:20:10, 14, 13, true",
        "10:20:10, 14, 14, false",
        "10:20:10, 14, 19, true",
        "10:20:10, 14, 20, false",
        "10:20:10, 14, 1000, false",
        "20:20:, , 19, true",
        "20:20:, , 20, false",
    })
    void shows_transaction_ifItIsNeitherRunningNorToCome(String first, String second, int transaction, boolean shown) {
        String snapshot = second == null ? first : first + ',' + second;
        assertThat(moment(snapshot).shows(commit(transaction))).isEqualTo(shown);
    }

    /** Numbers of 64 bits around the ends of 32 bits, told by their lower halves. */
    @ParameterizedTest
    @CsvSource({
        "4294967296, -1, true", // the last of the first 2^32, the next is the first of the second
        "4294967296, 0, false",
        "4294967296, 3, false",
        "4294967300, 3, true",
        "4294967300, -1, true",
        "4294967295, -1, false",
        "4294967295, 5, false", // not told of an early one: that is 2^32 + 5, yet to come
        "12884901888, -2147483647, true",
        "2147483648, -2147483648, false",
        "2147483649, -2147483648, true",
    })
    void shows_afterANumberHasWrapped_goesByDistance(long next, int lower, boolean shown) {
        assertThat(moment(next + ":" + next + ":").shows(commit(lower))).isEqualTo(shown);
    }

    @Test
    void widen_nearANumber_isTheNearestWithThisLowerHalf() {
        for (long near : new long[] {100, (1L << 31) - 1, 1L << 31, 1L << 32, (7L << 32) + 5, (3L << 32) - 1}) {
            for (long distance : new long[] {0, 1, -1, 50, (1L << 31) - 1, -(1L << 31)}) {
                assertThat(PostgresMoment.widen((int) (near + distance), near)).isEqualTo(near + distance);
            }
        }
    }

    @Test
    void shows_whatAQueryHasSeen_always() {
        assertThat(moment("10:10:").shows(new Commit(PostgresMoment.SEEN, Set.of(), true)))
                .isTrue();
    }

    @Test
    void read_position_isOneNumber() {
        assertThat(Positions.read("0/0")).isZero();
        assertThat(Positions.read("16/B374D848")).isEqualTo(0x16B374D848L);
        assertThat(Positions.read("FFFFFFFF/FFFFFFFF")).isEqualTo(-1);
    }

    private static Commit commit(int transaction) {
        return new Commit(transaction, Set.of(), false);
    }

    private static PostgresMoment moment(String snapshot) {
        return PostgresMoment.of(snapshot, 0, "one");
    }
}
