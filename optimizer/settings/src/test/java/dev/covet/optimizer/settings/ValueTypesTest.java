package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {

    @ParameterizedTest
    @CsvSource({"true,true", "ON,true", " yes ,true", "false,false", "off,false", "No,false"})
    void flag_understandsUsualWords(String text, boolean value) throws BadValueException {
        assertThat(ValueTypes.FLAG.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "tru", "enabled", "truefalse"})
    void flag_refusesOthers(String text) {
        assertBad(ValueTypes.FLAG, text, false);
    }

    @ParameterizedTest
    @CsvSource({"1ms,1ms", "250ms,250ms", "1000ms,1s", "5s,5s", "90s,90s", "120s,2m", "60m,1h", "1000us,1ms"})
    void duration_isReadAndPrintedInItsLargestUnit(String text, String printed) throws BadValueException {
        ValueType<Duration> type = Keys.SLOW.type();
        assertThat(type.print(type.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "-5s", "1.5s", "5 s", "5S", "5sec", "٥s"})
    void duration_withoutNumberOrUnit_isRefused(String text) {
        assertBad(Keys.SLOW.type(), text, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "999us", "61m", "2h", "999999999999999d", "99999999999999999999s"})
    void duration_outsideItsRange_isSaidSo(String text) {
        assertBad(Keys.SLOW.type(), text, true);
    }

    @ParameterizedTest
    @CsvSource({"64MB,64MB", "1024KB,1MB", "2048mb,2GB", "1048577B,1048577B"})
    void bytes_areReadAndPrinted(String text, String printed) throws BadValueException {
        ValueType<Long> type = Keys.MAX_SIZE.type();
        assertThat(type.print(type.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "'',false",
        "64,false",
        "64 MB,false",
        "MB,false",
        "64TB,false",
        "1KB,true",
        "5GB,true",
        "99999999999GB,true"
    })
    void bytes_withoutUnitOrOutOfRange_areRefused(String text, boolean outOfRange) {
        assertBad(Keys.MAX_SIZE.type(), text, outOfRange);
    }

    @ParameterizedTest
    @CsvSource({
        "'',false",
        "x,false",
        "1.0,false",
        "-,false",
        "1_0,false",
        "0,true",
        "51,true",
        "-1,true",
        "3000000000,true",
        "99999999999999999999,true",
        "-99999999999999999999,true"
    })
    void integer_thatIsNoneOrOutOfRange_isRefused(String text, boolean outOfRange) {
        assertBad(Keys.QUEUE.type(), text, outOfRange);
    }

    @Test
    void numbers_atTheEndsOfTheirRange_areFine() throws BadValueException {
        assertThat(Keys.QUEUE.type().parse(" 1 ")).isEqualTo(1);
        assertThat(Keys.QUEUE.type().parse("50")).isEqualTo(50);
        assertThat(Keys.LIMIT.type().parse("9000000000")).isEqualTo(9_000_000_000L);
        assertThat(Keys.LIMIT.print(7L)).isEqualTo("7");
        assertThat(new ValueTypes.Span(Duration.ZERO, Duration.ZERO).range()).isEqualTo("0s to 0s");
        assertThat(new ValueTypes.Bytes(0, 1 << 10).range()).isEqualTo("0B to 1KB");
    }

    @Test
    void choice_isReadInAnyCase_withHyphens() throws BadValueException {
        SettingKey<Thread.State> key =
                SettingKey.choice("covet.x.state", Thread.State.NEW, Thread.State.values(), "A state.");
        assertThat(key.type().parse("Timed-Waiting")).isEqualTo(Thread.State.TIMED_WAITING);
        assertThat(key.print(Thread.State.TIMED_WAITING)).isEqualTo("timed-waiting");
        assertBad(key.type(), "timed_waiting", false);
        assertThat(Keys.MODE.range()).isEqualTo("off | observe | on");
    }

    @Test
    void list_isSplitAtCommas_withoutEmptyItems() throws BadValueException {
        assertThat(ValueTypes.LIST.parse(" a, b c ,,d,")).containsExactly("a", "b c", "d");
        assertThat(ValueTypes.LIST.parse("")).isEmpty();
        assertThat(ValueTypes.LIST.parseItems(List.of("a,b", ""))).containsExactly("a,b", "");
        assertThat(ValueTypes.LIST.print(List.of("a", "b"))).isEqualTo("a,b");
    }

    private static void assertBad(ValueType<?> type, String text, boolean outOfRange) {
        BadValueException bad = catchThrowableOfType(BadValueException.class, () -> type.parse(text));
        assertThat(bad).as(text).isNotNull();
        assertThat(bad.isOutOfRange()).as(text).isEqualTo(outOfRange);
    }
}
