package dev.covet.instrumentation.entry.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {
    @ParameterizedTest
    @CsvSource({
        "a=1&b=2, a=1&b=2",
        "q=x&password=hunter2, q=x&password=REDACTED",
        "access_token=abc&x=1&sig=2, access_token=REDACTED&x=1&sig=REDACTED",
        "X-Amz-Signature=abc, X-Amz-Signature=REDACTED",
        "%70assword=abc, %70assword=REDACTED",
        "monkey=1&key=2, monkey=1&key=REDACTED",
        "flag&a=, flag&a=",
        "&&, &&",
    })
    void safe_parameters_loseTheirSecretsOnly(String query, String safe) {
        assertThat(QueryString.safe(query)).isEqualTo(safe);
    }

    @Test
    void safe_nothingOrTooMuch_isNullOrCut() {
        assertThat(QueryString.safe(null)).isNull();
        assertThat(QueryString.safe("")).isNull();
        assertThat(QueryString.safe("a".repeat(64))).isEqualTo("REDACTED");
        assertThat(QueryString.safe("a=" + "b".repeat(5000))).hasSize(QueryString.LONGEST);
    }
}
