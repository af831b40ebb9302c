package dev.covet.optimizer.features.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.redis.RedisServer;
import dev.covet.optimizer.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Logs and marks in a real Redis. */
class RedisLogTest {
    private static final long LONG = 60_000;
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SharedLog.Session open(String key) throws IOException {
        SharedSettings settings =
                new SharedSettings(Secret.of("redis://" + server.address()), Secret.of(key), Duration.ofSeconds(1));
        return Objects.requireNonNull(SharedLog.of(settings)).open();
    }

    private static SharedLog.Entry entry(long number, String content) {
        return new SharedLog.Entry(number, content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<SharedLog.Entry> entries) {
        return entries.stream()
                .map(entry -> entry.number() + " " + new String(entry.content(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void mark_isHeldByOne() throws IOException {
        try (SharedLog.Session one = open("");
                SharedLog.Session two = open("")) {
            assertThat(one.read("mark")).isNull();
            assertThat(one.claim("mark", "one", LONG)).isTrue();
            assertThat(two.claim("mark", "two", LONG)).isFalse();
            assertThat(two.read("mark")).isEqualTo("one");
            one.delete("mark");
            assertThat(two.claim("mark", "two", LONG)).isTrue();
            one.write("mark", "three", LONG);
            one.extend("mark", LONG);
            assertThat(two.read("mark")).isEqualTo("three");
        }
    }

    @Test
    void entries_areReadInTheirOrder_withAndWithoutKey() throws IOException {
        for (String key : List.of("", KEY)) {
            String log = "log" + key;
            try (SharedLog.Session writer = open(key);
                    SharedLog.Session reader = open(key)) {
                assertThat(reader.last(log)).isZero();
                assertThat(reader.after(log, 0, 1)).isEmpty();
                writer.append(log, entry(1, ""));
                writer.append(log, entry(2, "two"));
                writer.append(log, entry(3, "three"));
                assertThat(texts(reader.after(log, 0, 1))).containsExactly("1 ", "2 two", "3 three");
                assertThat(texts(reader.after(log, 2, 1))).containsExactly("3 three");
                assertThat(reader.after(log, 3, 1)).isEmpty();
                assertThat(reader.last(log)).isEqualTo(3);
            }
        }
    }

    @Test
    void sameNumberTwice_isRefused() throws IOException {
        try (SharedLog.Session writer = open("")) {
            writer.append("twice", entry(7, "seven"));
            assertThatThrownBy(() -> writer.append("twice", entry(7, "other")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("XADD");
        }
    }

    @Test
    void oldEntries_go() throws IOException {
        try (SharedLog.Session writer = open("")) {
            for (int i = 1; i <= 6_000; i++) {
                writer.append("long", entry(i, "entry"));
            }
            assertThat(writer.after("long", 0, 1).get(0).number()).isGreaterThan(1_000);
            assertThat(writer.last("long")).isEqualTo(6_000);
        }
    }

    @Test
    void entryOfAnotherKeyOrPlace_isNotRead() throws IOException {
        try (SharedLog.Session plain = open("");
                SharedLog.Session sealed = open(KEY);
                SharedLog.Session other = open("BAAAAAAAAAAAAAAAAAAAAA==");
                RedisConnection raw = RedisConnection.open(
                        Objects.requireNonNull(RedisAddress.parse("redis://" + server.address())),
                        (javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault(),
                        1_000_000_000,
                        1_000)) {
            sealed.append("sealed", entry(1, "secret"));
            plain.append("plain", entry(1, "open"));

            assertThatThrownBy(() -> other.after("sealed", 0, 1)).isInstanceOf(UnreadableEntryException.class);
            assertThatThrownBy(() -> plain.after("sealed", 0, 1)).isInstanceOf(UnreadableEntryException.class);
            assertThatThrownBy(() -> sealed.after("plain", 0, 1)).isInstanceOf(UnreadableEntryException.class);
            for (SharedLog.Session session : List.of(plain, sealed)) {
                String log = session.equals(plain) ? "plain" : "sealed";
                byte[] written = raw.list(1_000_000_000, bytes("XRANGE"), bytes(log), bytes("-"), bytes("+"))
                        .get(2);
                raw.call(1_000_000_000, bytes("XADD"), bytes(log), bytes("2-0"), bytes("e"), written);
                raw.call(1_000_000_000, bytes("XADD"), bytes(log + "2"), bytes("1-0"), bytes("e"), written);
                raw.call(1_000_000_000, bytes("XADD"), bytes(log + "3"), bytes("1-0"), bytes("f"), written);
                assertThatThrownBy(() -> session.after(log, 1, 1)).isInstanceOf(UnreadableEntryException.class);
                assertThatThrownBy(() -> session.after(log + "2", 0, 1)).isInstanceOf(UnreadableEntryException.class);
                assertThatThrownBy(() -> session.after(log + "3", 0, 1)).isInstanceOf(UnreadableEntryException.class);
            }
        }
    }

    private static byte[] bytes(String text) {
        return RedisConnection.bytes(text);
    }
}
