package dev.covet.plain.library;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One copy of a book, lent to a member. It is out until it has a day of return. */
public record Loan(
        long id,
        long bookId,
        long memberId,
        LocalDate lentOn,
        LocalDate dueOn,
        @Nullable LocalDate returnedOn) {}
