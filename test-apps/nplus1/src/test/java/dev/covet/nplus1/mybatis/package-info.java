/** What MyBatis does once for each row. */
@NullMarked
package dev.covet.nplus1.mybatis;

import org.jspecify.annotations.NullMarked;
