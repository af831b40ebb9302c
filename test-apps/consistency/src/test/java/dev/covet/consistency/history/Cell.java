package dev.covet.consistency.history;

import java.util.List;

/**
 * A row with its value, as it was read or is written.
 *
 * @param before the values before this one that a {@link Table#TRAIL} still shows, oldest first
 */
public record Cell(Key key, long value, List<Long> before) {
    public Cell {
        before = List.copyOf(before);
    }

    public Cell(Key key, long value) {
        this(key, value, List.of());
    }

    static Cell parse(String text) {
        String[] parts = text.split("[=<]", -1);
        List<Long> before = List.of(parts).subList(2, parts.length).stream()
                .map(Long::valueOf)
                .toList();
        return new Cell(Key.parse(parts[0]), Long.parseLong(parts[1]), before);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(key + "=" + value);
        before.forEach(older -> text.append('<').append(older));
        return text.toString();
    }
}
