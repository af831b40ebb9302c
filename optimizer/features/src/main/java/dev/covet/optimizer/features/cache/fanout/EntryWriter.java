package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Writes an entry of the log: commits, how far everything is told, that nothing more comes. */
final class EntryWriter {
    static final int COMMIT = 1;
    static final int TOLD = 2;
    static final int END = 3;
    static final int NUMBER = 1;
    static final int TEXT = 2;

    /** With more than these, it may have changed anything. */
    private static final int MOST_TABLES = 500;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private final DataOutputStream out = new DataOutputStream(bytes);

    int size() {
        return bytes.size();
    }

    void commit(Commit commit) {
        boolean many = commit.tables().size() > MOST_TABLES;
        write(() -> {
            out.writeByte(COMMIT);
            id(commit.id());
            out.writeBoolean(commit.anything() || many);
            out.writeLong(commit.position());
            out.writeShort(many ? 0 : commit.tables().size());
            if (!many) {
                for (ChangedTable table : commit.tables()) {
                    out.writeUTF(table.schema());
                    out.writeUTF(table.name());
                }
            }
        });
    }

    private void id(Object id) throws IOException {
        if (id instanceof Integer number) {
            out.writeByte(NUMBER);
            out.writeInt(number);
        } else if (id instanceof String text) {
            out.writeByte(TEXT);
            out.writeUTF(text);
        } else {
            throw new IllegalArgumentException("nobody has said how to write a " + id.getClass());
        }
    }

    /** All commits up to here stand before it. */
    void told(long position) {
        write(() -> {
            out.writeByte(TOLD);
            out.writeLong(position);
        });
    }

    void end() {
        bytes.write(END);
    }

    byte[] take() {
        byte[] all = bytes.toByteArray();
        bytes.reset();
        return all;
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing part) {
        try {
            part.run();
        } catch (IOException tooLong) {
            throw new IllegalStateException(tooLong);
        }
    }
}
