package dev.covet.plain.library;

import java.util.List;

/** One page of a list; total counts the whole list. */
public record Listing<T>(int page, int size, long total, List<T> items) {
    public Listing {
        items = List.copyOf(items);
    }
}
