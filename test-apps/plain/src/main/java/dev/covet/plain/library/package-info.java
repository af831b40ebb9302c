/** The lending library: authors, books, members and loans, each with the SQL that keeps it. */
@NullMarked
package dev.covet.plain.library;

import org.jspecify.annotations.NullMarked;
