package dev.covet.plain.library;

/** Somebody who wrote books. */
public record Author(long id, String name, String country) {}
