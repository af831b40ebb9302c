package dev.covet.optimizer.features.route.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GtidPositionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-1-100       | 0-1-100       | true  | the same",
                "0-1-101       | 0-1-100       | true  | later",
                "0-1-99        | 0-1-100       | false | earlier",
                "0-2-101       | 0-1-100       | false | of another server, which may follow on another history",
                "0-1-100,7-3-5 | 0-1-100       | true  | a domain more",
                "0-1-100       | 0-1-90,7-3-5  | false | a domain less",
                "0-1-100,7-3-4 | 0-1-90,7-3-5  | false | one domain earlier",
                "7-3-5,0-1-100 | 0-1-90, 7-3-5 | true  | in another order",
                "0-1-18446744073709551615 | 0-1-9223372036854775807 | true | large numbers",
                "''            | 0-1-1         | false | nothing"
            })
    void covers_isExact(String here, String there, boolean expected, String why) {
        assertThat(GtidPosition.of(here).covers(GtidPosition.of(there))).as(why).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-1-100        | 0-1-100       | false | the same",
                "0-1-99         | 0-1-100       | false | earlier",
                "0-1-101        | 0-1-100       | true  | later than the primary",
                "0-2-100        | 0-1-100       | true  | the same number of another server",
                "0-2-99         | 0-1-100       | false | from before another server became the primary",
                "0-1-100,9-4-50 | 0-1-100       | false | a domain of somebody else",
                "0-1-100        | 0-1-100,7-1-1 | false | a domain less",
                "0-1-90,7-1-2   | 0-1-100,7-1-1 | true  | later in one domain"
            })
    void exceeds_whatThePrimaryHasNot(String replica, String primary, boolean expected, String why) {
        assertThat(GtidPosition.of(replica).exceeds(GtidPosition.of(primary)))
                .as(why)
                .isEqualTo(expected);
    }

    @Test
    void formerReplica_hasWhatItLoggedAndWhatItReplayed() {
        GtidPosition both = GtidPosition.of("0-2-55,7-2-1").and(GtidPosition.of("0-1-50,7-1-9,8-1-3"));

        assertThat(both).isEqualTo(GtidPosition.of("0-2-55,7-1-9,8-1-3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-1", "0-1-2-3", "a-b-c", "0-1-5,0-2-7"})
    void whatIsNoPosition_isRefused(String written) {
        assertThatThrownBy(() -> GtidPosition.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofAnotherKind_isNotCompared() {
        assertThat(GtidPosition.of("").covers(new WalPosition(0))).isFalse();
        assertThat(GtidPosition.of("").covers(GtidSetPosition.of(""))).isFalse();
        assertThat(GtidPosition.of("0-1-5").exceeds(new WalPosition(0))).isFalse();
    }
}
