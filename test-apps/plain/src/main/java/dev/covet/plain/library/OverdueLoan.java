package dev.covet.plain.library;

import java.time.LocalDate;

/** A loan that should have been returned, with what a reminder needs. */
public record OverdueLoan(long id, LocalDate dueOn, String title, String member, String email) {}
