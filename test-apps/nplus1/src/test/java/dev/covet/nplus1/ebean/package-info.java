/** What Ebean does once for each row. Its classes are enhanced as they are loaded. */
@NullMarked
package dev.covet.nplus1.ebean;

import org.jspecify.annotations.NullMarked;
