package dev.covet.instrumentation.drivers.postgresql.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.change.ChangedTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    private final Map<Integer, ChangedTable> described = new HashMap<>();
    private final MessageReader reader = new MessageReader((table, relation) -> described.put(relation, table));

    @Test
    void read_transaction_gathersItsTablesUntilTheCommit() throws Exception {
        assertThat(reader.read(relation(7, "public", "pet"))).isFalse();
        assertThat(reader.read(begin(-2))).isFalse();
        assertThat(reader.read(change('I', 7))).isFalse();
        assertThat(reader.read(change('U', 7))).isFalse();
        assertThat(reader.read(change('D', 8))).isFalse();
        assertThat(reader.read(truncate(9, 10))).isFalse();
        assertThat(reader.read(commit(1234))).isTrue();

        assertThat(reader.written()).containsExactlyInAnyOrder(7, 8, 9, 10);
        assertThat(reader.transaction()).isEqualTo(-2);
        assertThat(reader.end()).isEqualTo(1234);
        assertThat(reader.anything()).isFalse();
        assertThat(described).containsExactly(Map.entry(7, new ChangedTable("public", "pet")));
    }

    @Test
    void read_nextTransaction_beginsEmpty() throws Exception {
        for (ByteBuffer message : new ByteBuffer[] {begin(1), change('I', 7), unknown('Z'), commit(5)}) {
            reader.read(message);
        }
        assertThat(reader.anything()).isTrue();
        reader.read(begin(2));
        assertThat(reader.read(commit(6))).isTrue();
        assertThat(reader.written()).isEmpty();
        assertThat(reader.anything()).isFalse();
    }

    @Test
    void read_whatChangesNoTable_isSkipped() throws Exception {
        reader.read(begin(1));
        for (char kind : "OYM".toCharArray()) {
            assertThat(reader.read(unknown(kind))).isFalse();
        }
        assertThat(reader.anything()).isFalse();
    }

    @Test
    void read_outOfOrder_fails() {
        assertThatThrownBy(() -> reader.read(change('I', 7))).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> reader.read(commit(7))).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> reader.read(unknown('Z'))).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> {
                    reader.read(begin(1));
                    reader.read(begin(2));
                })
                .hasMessageContaining("order");
    }

    @Test
    void read_cutOrTooLong_failsWithoutTakingMemory() throws Exception {
        assertThatThrownBy(() -> reader.read(ByteBuffer.allocate(0))).hasMessageContaining("too short");
        reader.read(begin(1));
        ByteBuffer many = ByteBuffer.allocate(20).put((byte) 'T').putInt(Integer.MAX_VALUE);
        many.rewind();
        assertThatThrownBy(() -> reader.read(many)).hasMessageContaining("too short");
        ByteBuffer endless = ByteBuffer.wrap("R1234public".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> reader.read(endless)).hasMessageContaining("too short");
    }

    @Test
    void read_anyBytes_neverFailsOtherwise() {
        Random random = new Random(42);
        char[] kinds = "BICUDTROYMXZ".toCharArray();
        int understood = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] message = new byte[random.nextInt(40)];
            random.nextBytes(message);
            if (message.length > 0 && random.nextInt(10) > 0) {
                message[0] = (byte) kinds[random.nextInt(kinds.length)];
            }
            try {
                reader.read(ByteBuffer.wrap(message));
                understood++;
            } catch (SQLException expected) {
                assertThat(expected.getMessage()).contains("pgoutput");
            }
        }
        assertThat(understood).isGreaterThan(2_500);
    }

    private static ByteBuffer relation(int number, String schema, String name) {
        byte[] text = (schema + '\0' + name + '\0').getBytes(StandardCharsets.UTF_8);
        return message(ByteBuffer.allocate(100).put((byte) 'R').putInt(number).put(text));
    }

    private static ByteBuffer begin(int transaction) {
        return message(
                ByteBuffer.allocate(100).put((byte) 'B').putLong(1).putLong(2).putInt(transaction));
    }

    private static ByteBuffer change(char kind, int relation) {
        return message(
                ByteBuffer.allocate(100).put((byte) kind).putInt(relation).put((byte) 'N'));
    }

    private static ByteBuffer truncate(int... relations) {
        ByteBuffer made = ByteBuffer.allocate(100)
                .put((byte) 'T')
                .putInt(relations.length)
                .put((byte) 0);
        for (int relation : relations) {
            made.putInt(relation);
        }
        return message(made);
    }

    private static ByteBuffer commit(long end) {
        return message(ByteBuffer.allocate(100)
                .put((byte) 'C')
                .put((byte) 0)
                .putLong(1)
                .putLong(end)
                .putLong(2));
    }

    private static ByteBuffer unknown(char kind) {
        return message(ByteBuffer.allocate(100).put((byte) kind).putLong(1));
    }

    private static ByteBuffer message(ByteBuffer written) {
        return written.flip();
    }
}
