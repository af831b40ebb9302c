package dev.covet.instrumentation.jdbc.binlog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Transactions of MySQL, by the names that their servers gave them. Immutable. */
final class GtidSet {
    private final Map<String, List<Range>> ranges = new TreeMap<>();

    private record Range(long first, long last) {}

    private GtidSet() {}

    /** Reads what the server wrote, as in {@code 3e11fa47-…:1-5:7, 4f22…:1}. */
    static GtidSet of(String written) throws SQLException {
        GtidSet set = new GtidSet();
        for (String part : written.replaceAll("\\s", "").split(",", -1)) {
            if (!part.isEmpty()) {
                set.add(part.toLowerCase(Locale.ROOT).split(":", -1));
            }
        }
        return set;
    }

    private void add(String... part) throws SQLException {
        try {
            String server = UUID.fromString(part[0]).toString();
            String source = server;
            for (int i = 1; i < part.length; i++) {
                if (!Character.isDigit(part[i].charAt(0))) {
                    source = server + ':' + part[i];
                    continue;
                }
                String[] ends = part[i].split("-", -1);
                long first = Long.parseLong(ends[0]);
                long last = ends.length == 1 ? first : Long.parseLong(ends[1]);
                ranges.computeIfAbsent(source, none -> new ArrayList<>()).add(new Range(first, last));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SQLException(
                    "The server's set of transactions is not understood: " + String.join(":", part), "08P01", e);
        }
    }

    /** Whether this one is in it, as in {@code 3e11fa47-…:5}. */
    boolean contains(String gtid) {
        int colon = gtid.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        long number = Long.parseLong(gtid.substring(colon + 1));
        for (Range range : ranges.getOrDefault(gtid.substring(0, colon), List.of())) {
            if (range.first <= number && number <= range.last) {
                return true;
            }
        }
        return false;
    }

    /** The source of transactions that somebody has given a tag, as in {@code 3e11fa47-…:tag}; empty if there is none. */
    String tagged() {
        for (String source : ranges.keySet()) {
            if (source.indexOf(':') >= 0) {
                return source;
            }
        }
        return "";
    }

    /** As the server reads it in the command for a log. There must be no tags. */
    byte[] encoded() {
        int size = Long.BYTES;
        for (List<Range> each : ranges.values()) {
            size += 3 * Long.BYTES + each.size() * 2 * Long.BYTES;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(ranges.size());
        for (Map.Entry<String, List<Range>> each : ranges.entrySet()) {
            UUID server = UUID.fromString(each.getKey());
            bytes.order(ByteOrder.BIG_ENDIAN)
                    .putLong(server.getMostSignificantBits())
                    .putLong(server.getLeastSignificantBits())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(each.getValue().size());
            for (Range range : each.getValue()) {
                bytes.putLong(range.first).putLong(range.last + 1);
            }
        }
        return bytes.array();
    }
}
