package dev.covet.instrumentation.entry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {
    private static @Nullable String client(String header, String value) {
        return Headers.client(Map.of(header, value)::get, "peer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 192.0.2.1",
                "192.0.2.1, 10.0.0.1 | 192.0.2.1",
                "192.0.2.1:4711 | 192.0.2.1",
                "2001:db8::1 | 2001:db8::1",
                "[2001:db8::1]:4711 | 2001:db8::1",
                "unknown | peer",
                "<script> | peer",
                "'' | peer"
            })
    void client_xForwardedFor_isTheFirstAddress(String header, String client) {
        assertThat(client("X-Forwarded-For", header)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.1 | 192.0.2.1",
                "proto=https;For=192.0.2.1;by=10.0.0.1, for=10.0.0.2 | 192.0.2.1",
                "for=\"[2001:db8::1]:4711\" | 2001:db8::1",
                "for=_hidden | peer",
                "for=unknown | peer",
                "by=10.0.0.1 | peer"
            })
    void client_forwarded_isTheFirstFor(String header, String client) {
        assertThat(client("Forwarded", header)).isEqualTo(client);
    }

    @Test
    void client_ofALengthNoAddressHas_isThePeer() {
        assertThat(client("X-Forwarded-For", "a".repeat(256))).isEqualTo("peer");
    }

    @Test
    void userAgent_long_isCut() {
        assertThat(Headers.userAgent(name -> "x".repeat(600))).hasSize(512);
        assertThat(Headers.userAgent(name -> null)).isNull();
    }

    @Test
    void version_isWithoutTheNameOfTheProtocol() {
        assertThat(Headers.version("HTTP/1.1")).isEqualTo("1.1");
        assertThat(Headers.version("HTTP/2.0")).isEqualTo("2");
        assertThat(Headers.version("SIP/2.0")).isNull();
    }
}
