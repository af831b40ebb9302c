/** What EclipseLink does once for each row, without weaving. */
@NullMarked
package dev.covet.nplus1.eclipselink;

import org.jspecify.annotations.NullMarked;
