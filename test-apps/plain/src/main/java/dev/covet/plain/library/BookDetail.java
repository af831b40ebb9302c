package dev.covet.plain.library;

import org.jspecify.annotations.Nullable;

/** A book as its own page shows it. */
public record BookDetail(Book book, long authorId, @Nullable String summary, boolean hasCover) {}
