package dev.covet.plain.library;

/** A book as lists show it. */
public record Book(long id, String isbn, String title, String author, int published, int copies, int available) {}
