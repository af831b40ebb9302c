/** Programs that ask once for each row, as frameworks do, and what prefetching makes of them. */
@NullMarked
package dev.covet.nplus1;

import org.jspecify.annotations.NullMarked;
