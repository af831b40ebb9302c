package dev.covet.instrumentation.entry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNameTest {
    private static ServerName of(@Nullable String header, String scheme) {
        return ServerName.of(header, scheme, InetSocketAddress.createUnresolved("0.0.0.0", 8080));
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, http, shop.example, 80",
        "shop.example, https, shop.example, 443",
        "shop.example:9000, http, shop.example, 9000",
        "shop.example:, https, shop.example, 443",
        "[::1]:9000, http, ::1, 9000",
        "[::1], http, ::1, 80",
        "127.0.0.1:80, https, 127.0.0.1, 80"
    })
    void of_header_isWhatTheClientCalls(String header, String scheme, String host, int port) {
        assertThat(of(header, scheme)).isEqualTo(new ServerName(host, port));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", ":80", "shop:0", "shop:-1", "shop:65536", "shop:x", "::1"})
    void of_noUsableHeader_isWhereTheRequestCameIn(@Nullable String header) {
        assertThat(of(header, "http")).isEqualTo(new ServerName("0.0.0.0", 8080));
    }

    @Test
    void of_endlessHeader_isNotKept() {
        assertThat(of("a".repeat(256), "http").host()).isEqualTo("0.0.0.0");
    }
}
