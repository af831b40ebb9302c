package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.features.cache.shared.UnreadableEntryException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Reads what {@link EntryWriter} writes. */
final class EntryReader {
    private EntryReader() {}

    /** Is told what stands in an entry, in its order. */
    interface Reader {
        void commit(Commit commit);

        void told(long position);

        void end();
    }

    static void read(byte[] entry, Reader to) throws UnreadableEntryException {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry));
            while (in.available() > 0) {
                switch (in.readByte()) {
                    case EntryWriter.COMMIT -> to.commit(commit(in));
                    case EntryWriter.TOLD -> to.told(in.readLong());
                    case EntryWriter.END -> to.end();
                    default -> throw unknown();
                }
            }
        } catch (UnreadableEntryException unknown) {
            throw unknown;
        } catch (IOException ended) {
            throw unknown();
        }
    }

    private static Commit commit(DataInputStream in) throws IOException {
        Object id = switch (in.readByte()) {
            case EntryWriter.NUMBER -> in.readInt();
            case EntryWriter.TEXT -> in.readUTF();
            default -> throw unknown();
        };
        boolean anything = in.readBoolean();
        long position = in.readLong();
        int size = in.readUnsignedShort();
        Set<ChangedTable> tables = new HashSet<>();
        for (int i = 0; i < size; i++) {
            tables.add(new ChangedTable(in.readUTF(), in.readUTF()));
        }
        return new Commit(id, tables, anything, position);
    }

    private static UnreadableEntryException unknown() {
        return new UnreadableEntryException("An entry of the log has something that is not known.");
    }
}
