package dev.covet.instrumentation.jdbc.binlog;

import java.sql.SQLException;

/**
 * A place in a server's log.
 *
 * @param file its number, which ends its name
 * @param offset in it
 */
record LogPosition(long file, long offset) implements Comparable<LogPosition> {
    static final LogPosition BEGIN = new LogPosition(0, 0);

    private static final int OFFSET_BITS = 38;
    private static final int FILE_BITS = Long.SIZE - 1 - OFFSET_BITS;

    /** Reads a name such as {@code binlog.000012}. */
    static LogPosition of(String name, long offset) throws SQLException {
        try {
            return new LogPosition(Long.parseLong(name.substring(name.lastIndexOf('.') + 1)), offset);
        } catch (NumberFormatException e) {
            throw new SQLException("The server's log has files without numbers: '" + name + "'.", "08P01", e);
        }
    }

    /** Reads {@link #toString}. */
    static LogPosition read(String text) {
        int colon = text.indexOf(':');
        return new LogPosition(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    /** As one number that grows along the log; -1 for files that are too many or too large for it. */
    long number() {
        return file >>> FILE_BITS == 0 && offset >>> OFFSET_BITS == 0 ? file << OFFSET_BITS | offset : -1;
    }

    /** This place in the same file. Events tell the lower half of it. */
    LogPosition at(int lower) {
        return new LogPosition(file, offset + (lower - (int) offset));
    }

    LogPosition plus(int bytes) {
        return new LogPosition(file, offset + bytes);
    }

    boolean isBefore(LogPosition other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(LogPosition other) {
        return file == other.file ? Long.compare(offset, other.offset) : Long.compare(file, other.file);
    }

    @Override
    public String toString() {
        return file + ":" + offset;
    }
}
