package dev.covet.plain.library;

import org.jspecify.annotations.Nullable;

/** A book that is to be added. */
public record BookDraft(
        long authorId,
        String isbn,
        String title,
        int published,
        int copies,
        @Nullable String summary) {}
