/** What Hibernate does once for each row. Compiled against its version 7, run on others too. */
@NullMarked
package dev.covet.nplus1.hibernate;

import org.jspecify.annotations.NullMarked;
