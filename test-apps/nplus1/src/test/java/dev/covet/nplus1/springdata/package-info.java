/** What Spring Data JDBC does once for each row. */
@NullMarked
package dev.covet.nplus1.springdata;

import org.jspecify.annotations.NullMarked;
