package dev.covet.optimizer.features.cache.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.features.cache.shared.UnreadableEntryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written is read. */
class EntryTest {
    private static final Commit ROWS = new Commit(
            -7, Set.of(new ChangedTable("public", "pet"), new ChangedTable("Schéma", "\ud83d\ude00")), false, 1L << 40);
    private static final Commit ANYTHING = new Commit("seen", Set.of(), true);

    private static List<Object> read(byte[] entry) throws UnreadableEntryException {
        List<Object> found = new ArrayList<>();
        EntryReader.read(entry, new EntryReader.Reader() {
            @Override
            public void commit(Commit commit) {
                found.add(commit);
            }

            @Override
            public void told(long position) {
                found.add(position);
            }

            @Override
            public void end() {
                found.add("end");
            }
        });
        return found;
    }

    private static byte[] written() {
        EntryWriter writer = new EntryWriter();
        writer.commit(ROWS);
        writer.told(42);
        writer.commit(ANYTHING);
        writer.told(Long.MAX_VALUE);
        writer.end();
        return writer.take();
    }

    @Test
    void all_isReadAsItWasWritten() throws UnreadableEntryException {
        assertThat(read(written())).containsExactly(ROWS, 42L, ANYTHING, Long.MAX_VALUE, "end");
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void veryManyTables_areAnything() throws UnreadableEntryException {
        Set<ChangedTable> many = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(new ChangedTable("public", "part_" + i));
        }
        EntryWriter writer = new EntryWriter();
        writer.commit(new Commit(1, many, false, 5));

        assertThat(read(writer.take())).containsExactly(new Commit(1, Set.of(), true, 5));
    }

    @Test
    void cutOrUnknown_isNotRead() {
        byte[] all = written();
        for (byte[] wrong : List.of(Arrays.copyOf(all, 10), new byte[] {9}, new byte[] {1, 7}, new byte[] {2, 0})) {
            assertThatThrownBy(() -> read(wrong)).isInstanceOf(UnreadableEntryException.class);
        }
    }

    @Test
    void idOfAnotherKind_isNotWritten() {
        assertThatThrownBy(() -> new EntryWriter().commit(new Commit(List.of(), Set.of(), false)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
