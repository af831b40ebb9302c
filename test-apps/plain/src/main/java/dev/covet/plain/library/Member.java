package dev.covet.plain.library;

/** Somebody who may borrow books. */
public record Member(long id, String name, String email) {}
