/** Loops written by hand, over the libraries that only help with SQL: JdbcTemplate, jOOQ and JDBI. */
@NullMarked
package dev.covet.nplus1.loops;

import org.jspecify.annotations.NullMarked;
