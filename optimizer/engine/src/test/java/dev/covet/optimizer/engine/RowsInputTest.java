package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was written is read again, and nothing else is read. */
class RowsInputTest {
    private static final byte DRIVER = 'T';
    private static final byte FORM = 7;
    private static final Rows SOME = (Rows) Proxy.newProxyInstance(
            Rows.class.getClassLoader(), new Class<?>[] {Rows.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private static RowsOutput output() {
        return new RowsOutput(DRIVER, FORM, 10);
    }

    private static byte[] end(RowsOutput out) {
        return Objects.requireNonNull(out.end());
    }

    private static @Nullable Rows read(byte[] bytes, Function<RowsInput, Rows> reading) {
        return RowsInput.read(bytes, DRIVER, FORM, reading);
    }

    private static Rows all(RowsInput in) {
        assertThat(in.flag()).isTrue();
        assertThat(in.flag()).isFalse();
        assertThat(in.octet()).isEqualTo(-7);
        assertThat(in.integer()).isEqualTo(Integer.MIN_VALUE);
        assertThat(in.number()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.text()).isEqualTo("é text");
        assertThat(in.text()).isEmpty();
        assertThat(in.textOrNull()).isNull();
        assertThat(in.cell()).isNull();
        assertThat(in.cell()).isEmpty();
        assertThat(in.content()).hasSize(5_000).containsOnly(9);
        assertThat(in.count(2)).isEqualTo(2);
        assertThat(in.integer()).isZero();
        return SOME;
    }

    private static byte[] everything() {
        byte[] cell = new byte[5_000];
        Arrays.fill(cell, (byte) 9);
        return end(output().flag(true)
                .flag(false)
                .octet(-7)
                .integer(Integer.MIN_VALUE)
                .number(Long.MAX_VALUE)
                .text("é text")
                .text("")
                .text(null)
                .cell(null)
                .cell(new byte[0])
                .cell(cell)
                .integer(2)
                .integer(0));
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        assertThat(read(everything(), RowsInputTest::all)).isSameAs(SOME);
    }

    @Test
    void read_anotherDriverFormOrLength_isNothing() {
        byte[] right = everything();
        assertThat(RowsInput.read(right, (byte) 'U', FORM, in -> SOME)).isNull();
        assertThat(RowsInput.read(right, DRIVER, (byte) 8, in -> SOME)).isNull();
        assertThat(read(right, in -> SOME)).as("not all is read").isNull();
        for (int length = 0; length <= right.length + 1; length++) {
            byte[] other = Arrays.copyOf(right, length);
            assertThat(read(other, RowsInputTest::all) == null)
                    .as("%s bytes", length)
                    .isEqualTo(length != right.length);
        }
    }

    @Test
    void read_anyBitFlipped_isNothing() {
        byte[] bytes = end(output().text("some text").integer(3));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(read(bytes, RowsInputTest::textAndNumber)).isNull();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(read(bytes, RowsInputTest::textAndNumber)).isSameAs(SOME);
    }

    private static Rows textAndNumber(RowsInput in) {
        in.text();
        in.integer();
        return SOME;
    }

    /** A length is believed only if there is as much. */
    @Test
    void read_wrongNumbersWithTheRightChecksum_areNothing() {
        for (int wrong : new int[] {-2, Integer.MIN_VALUE, Integer.MAX_VALUE, 5}) {
            byte[] bytes = end(output().integer(4).integer(0));
            ByteBuffer.wrap(bytes).putInt(2, wrong);
            seal(bytes);
            assertThat(read(bytes, in -> sized(in.content().length))).isNull();
            assertThat(read(bytes, in -> sized(Objects.requireNonNull(in.cell()).length)))
                    .isNull();
            assertThat(read(bytes, in -> sized(in.count(1)))).isNull();
        }
        assertThat(read(end(output().octet(2)), in -> sized(in.flag() ? 1 : 0))).isNull();
        assertThat(read(end(output().integer(-1)), in -> sized(in.content().length)))
                .isNull();
    }

    private static Rows sized(int length) {
        assertThat(length).isBetween(0, 4);
        return SOME;
    }

    private static void seal(byte[] bytes) {
        int end = bytes.length - Integer.BYTES;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, end);
        ByteBuffer.wrap(bytes).putInt(end, (int) sum.getValue());
    }

    @Test
    void read_readingFails_isNothingUnlessItIsAnError() {
        byte[] bytes = end(output());
        assertThat(read(bytes, in -> {
                    throw new UnsupportedOperationException("of a driver");
                }))
                .isNull();
        assertThatThrownBy(() -> read(bytes, in -> {
                    throw new AssertionError("ours");
                }))
                .hasMessage("ours");
    }

    @Test
    void end_tooLarge_isNothing() {
        assertThat(new RowsOutput(DRIVER, FORM, 1L << 31).integer(1).end()).isNull();
        assertThat(new RowsOutput(DRIVER, FORM, 10, 100).cell(new byte[90]).end())
                .hasSize(100);
        assertThat(new RowsOutput(DRIVER, FORM, 10, 100).cell(new byte[91]).end())
                .isNull();
        assertThat(new RowsOutput(DRIVER, FORM, 10, 100)
                        .cell(new byte[200])
                        .octet(1)
                        .end())
                .isNull();
    }
}
