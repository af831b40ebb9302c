package dev.covet.optimizer.features.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    @Test
    void parse_everything_isRead() {
        assertThat(RedisAddress.parse("rediss://me:p%40ss:w@cache.example:7000/3"))
                .isEqualTo(new RedisAddress(true, "cache.example", 7000, 3, "me", "p@ss:w"))
                .hasToString("cache.example:7000/3");
        assertThat(RedisAddress.parse(" redis://:secret@cache.example/"))
                .isEqualTo(new RedisAddress(false, "cache.example", 6379, 0, "", "secret"));
        assertThat(RedisAddress.parse("redis://secret@localhost"))
                .isEqualTo(new RedisAddress(false, "localhost", 6379, 0, "", "secret"));
        assertThat(RedisAddress.parse("redis://127.0.0.1:1"))
                .isEqualTo(new RedisAddress(false, "127.0.0.1", 1, 0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:6379",
                "http://localhost",
                "redis://",
                "redis://a b",
                "redis://h/x",
                "redis://h/-1",
                "redis://h:0",
                "redis://h:65536",
                "redis://h/4294967295"
            })
    void parse_anythingElse_isNone(String url) {
        assertThat(RedisAddress.parse(url)).isNull();
    }
}
