package dev.covet.instrumentation.jdbc.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GtidSetTest {
    private static final String ONE = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String TWO = "00000000-0000-0000-0000-000000000002";

    @Test
    void contains_transaction_ifItIsInARangeOfItsServer() throws Exception {
        GtidSet set = GtidSet.of(ONE.toUpperCase(java.util.Locale.ROOT) + ":1-5:7,\n" + TWO + ":3");
        for (String inside : new String[] {ONE + ":1", ONE + ":5", ONE + ":7", TWO + ":3"}) {
            assertThat(set.contains(inside)).as(inside).isTrue();
        }
        for (String outside : new String[] {ONE + ":6", ONE + ":8", TWO + ":1", TWO + ":4", ONE, "", "x:1"}) {
            assertThat(set.contains(outside)).as(outside).isFalse();
        }
        assertThat(GtidSet.of("").contains(ONE + ":1")).isFalse();
    }

    @Test
    void tags_haveTransactionsOfTheirOwn_andAreFound() throws Exception {
        GtidSet set = GtidSet.of(ONE + ":1-2:mine:5:8-9");
        assertThat(set.contains(ONE + ":2")).isTrue();
        assertThat(set.contains(ONE + ":5")).isFalse();
        assertThat(set.contains(ONE + ":mine:8")).isTrue();
        assertThat(set.tagged()).isEqualTo(ONE + ":mine");
        assertThat(GtidSet.of(ONE + ":1-2").tagged()).isEmpty();
    }

    @Test
    void encoded_isWhatTheServerReads_withEndsThatAreNotIn() throws Exception {
        assertThat(HexFormat.of().formatHex(GtidSet.of(TWO + ":1-5:7").encoded()))
                .isEqualTo("0100000000000000" + "00000000000000000000000000000002" + "0200000000000000"
                        + "0100000000000000" + "0600000000000000" + "0700000000000000" + "0800000000000000");
        assertThat(HexFormat.of().formatHex(GtidSet.of("").encoded())).isEqualTo("0000000000000000");
    }

    @Test
    void of_somethingElse_isNotUnderstood() {
        for (String wrong : new String[] {"x", ONE + ":", ONE + ":1-", "1-2-3:4"}) {
            assertThatThrownBy(() -> GtidSet.of(wrong)).as(wrong).hasMessageContaining("not understood");
        }
    }
}
