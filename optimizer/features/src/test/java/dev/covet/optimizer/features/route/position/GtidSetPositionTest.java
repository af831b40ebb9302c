package dev.covet.optimizer.features.route.position;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GtidSetPositionTest {
    private static GtidSetPosition of(String written) {
        // A name is as good as a number here.
        return GtidSetPosition.of(written.replace("A", "3e11fa47-71ca-11e1-9e33-c80aa9429562")
                .replace("B", "4e11fa47-71ca-11e1-9e33-c80aa9429562"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1-100          | A:1-100        | true  | the same",
                "A:1-101          | A:1-100        | true  | more",
                "A:1-99           | A:1-100        | false | less",
                "A:1-50:52-100    | A:1-100        | false | a gap",
                "A:1-50:51-100    | A:1-100        | true  | parts that meet",
                "A:1-50:40-100    | A:2-99         | true  | parts that overlap",
                "A:1-50:52-100    | A:7:60-100     | true  | beside the gap",
                "A:1-100,B:1-5    | A:1-100        | true  | a source more",
                "A:1-100          | A:1-9,B:5      | false | a source less",
                "A:1-9, B:5:7-8   | B:5:7,A:3      | true  | in another order",
                "A:1-9:tag:1-5    | A:1-9:tag:5    | true  | with a tag",
                "A:1-9            | A:tag:5        | false | a tag is a source of its own",
                "A:1-9:tag:1-5    | A:7:other:1    | false | another tag",
                "A:1-9            | A:9#17         | true  | being committed by a session",
                "A:1-9            | A:9#17:10#18   | false | the same of two",
                "''               | A:1            | false | nothing"
            })
    void covers_isExact(String here, String there, boolean expected, String why) {
        assertThat(of(here).covers(of(there))).as(why).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1-100       | A:1-100       | false | the same",
                "A:1-101       | A:1-100       | true  | more than the primary",
                "A:1-90        | A:1-100       | false | less",
                "A:1-90,B:1    | A:1-100       | false | of its own, or of another server",
                "A:1-90,B:1-2  | A:1-100,B:1   | true  | more of a source that the primary knows"
            })
    void exceeds_whatThePrimaryHasNot(String replica, String primary, boolean expected, String why) {
        assertThat(of(replica).exceeds(of(primary))).as(why).isEqualTo(expected);
    }

    @Test
    void severalTexts_areOneSet() {
        assertThat(GtidSetPosition.of("uuid:11#3:12#4", "uuid:1-10,\nother:1"))
                .isEqualTo(GtidSetPosition.of("OTHER:1,UUID:1-12"));
    }
}
