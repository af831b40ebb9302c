package dev.covet.optimizer.features.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final String ONE = base64(16, 1);
    private static final String TWO = base64(32, 2);
    private static final byte[] ROWS = "what the rows are".getBytes(StandardCharsets.UTF_8);

    private final SharedKey key =
            Objects.requireNonNull(new KeyWriter().text("one").key());
    private final SharedKey other =
            Objects.requireNonNull(new KeyWriter().text("two").key());
    private final Envelope.Content content = new Envelope.Content(1L << 40, 7_000, ByteBuffer.wrap(ROWS));

    private static String base64(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Sealing sealing(String keys) {
        return Objects.requireNonNull(Sealing.of(keys));
    }

    private byte[] written(String keys) {
        return Envelope.written(key, content, sealing(keys));
    }

    @Test
    void read_sameKeys_isWhatWasWritten() {
        for (String keys : new String[] {"", ONE, TWO, ONE + "," + TWO}) {
            assertThat(Envelope.read(key, written(keys), sealing(keys))).isEqualTo(content);
        }
    }

    @Test
    void read_keysAreReplaced_olderValuesStayReadable() {
        assertThat(Envelope.read(key, written(ONE), sealing(TWO + ", " + ONE))).isEqualTo(content);
        assertThat(Envelope.read(key, written(TWO + "," + ONE), sealing(ONE))).isNull();
        assertThat(Envelope.read(key, written(TWO + "," + ONE), sealing(TWO))).isEqualTo(content);
    }

    @Test
    void read_anotherFormThanWished_isNothing() {
        assertThat(Envelope.read(key, written(""), sealing(ONE))).isNull();
        assertThat(Envelope.read(key, written(ONE), sealing(""))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sealed"})
    void read_underAnotherName_isNothing(String form) {
        String keys = form.isEmpty() ? "" : ONE;

        assertThat(Envelope.read(other, written(keys), sealing(keys))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sealed"})
    void read_anyBitFlippedOrByteMissing_isNothing(String form) {
        String keys = form.isEmpty() ? "" : ONE;
        byte[] bytes = written(keys);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Envelope.read(key, bytes, sealing(keys)))
                    .as("bit %s", bit)
                    .isNull();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        for (int length = 0; length < bytes.length; length++) {
            assertThat(Envelope.read(key, Arrays.copyOf(bytes, length), sealing(keys)))
                    .isNull();
        }
        assertThat(Envelope.read(key, bytes, sealing(keys))).isEqualTo(content);
    }

    @Test
    void written_withKey_showsNothingOfTheRows() {
        assertThat(new String(written(""), StandardCharsets.ISO_8859_1)).contains("what the rows are");
        assertThat(new String(written(ONE), StandardCharsets.ISO_8859_1)).doesNotContain("rows");
        assertThat(written(ONE)).isNotEqualTo(written(ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "AAAA", ",", "AAAAAAAAAAAAAAAAAAAAAA==,", "not base64 at all"})
    void of_noAesKey_isNone(String keys) {
        assertThat(Sealing.of(keys)).isNull();
    }
}
