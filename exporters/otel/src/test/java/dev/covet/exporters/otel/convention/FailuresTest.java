package dev.covet.exporters.otel.convention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql, 23505, 0, 23505",
        "h2database, 42S02, 42102, 42S02",
        "mysql, 23000, 1062, 1062",
        "mariadb, 42000, 1064, 1064",
        "sqlite, , 19, 19",
        "microsoft.sql_server, S0001, 2627, 2627",
        "oracle.db, 72000, 1400, 1400",
        "other_sql, 42000, 1071, 42000/1071",
        "other_sql, 42000, 0, 42000",
        "postgresql, , 17, 17"
    })
    void statusCode_isTheOneOfTheProductsManual(String system, String state, int number, String expected) {
        assertThat(Failures.statusCode(new SQLException("x", state, number), system))
                .isEqualTo(expected);
    }

    @Test
    void type_withoutCode_isTheClass() {
        SQLException bare = new SQLException("closed");
        assertThat(Failures.statusCode(bare, "postgresql")).isNull();
        assertThat(Failures.type(bare, null)).isEqualTo("java.sql.SQLException");
        assertThat(Failures.statusCode(new IllegalStateException("x"), "postgresql"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "23000 | Duplicate entry 'ann@example.org' for key 'mail' | Duplicate entry '?' for key '?'",
                "22P02 | invalid input syntax for type integer: \"4711 0815\" | invalid input syntax for type integer: \"?\"",
                "42P01 | relation \"pets\" does not exist | relation \"pets\" does not exist",
                "42000 | You can't do that | You can't do that",
                "22001 | value 'it''s mine' too long | value '?' too long",
                "23505 | VALUES ( /* 1 */ 'open | VALUES ( /* 1 */ '?'"
            })
    void message_losesWhatMayBeData(String state, String message, String expected) {
        assertThat(Failures.message(new SQLException(message, state))).isEqualTo(expected);
    }

    @Test
    void message_ofSeveralLines_isTheFirst() {
        SQLException violation = new SQLException("duplicate key\n  Detail: Key (mail)=(ann@example.org)", "23505");
        assertThat(Failures.message(violation)).isEqualTo("duplicate key");
        assertThat(Failures.event(new RuntimeException("outer", violation)).toString())
                .contains("duplicate key", "FailuresTest")
                .doesNotContain("ann@example.org");
    }

    @Test
    void message_ofFrameworkAroundTheDatabases_losesDataToo() {
        SQLException data = new SQLException("x", "22P02");
        assertThat(Failures.message(new RuntimeException("no integer: \"4711\" or 'ann'", data)))
                .isEqualTo("no integer: \"?\" or '?'");
    }

    @Test
    void stack_isBounded() {
        SQLException deep = new SQLException("deep");
        StackTraceElement[] frames = new StackTraceElement[5_000];
        java.util.Arrays.fill(frames, new StackTraceElement("a.Class", "method", "Class.java", 1));
        deep.setStackTrace(frames);
        assertThat(Failures.event(deep).toString()).hasSizeLessThan(10_000);
    }
}
