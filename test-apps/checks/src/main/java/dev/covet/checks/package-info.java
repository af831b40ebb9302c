/** Rules about this repository that no build plugin checks. */
@NullMarked
package dev.covet.checks;

import org.jspecify.annotations.NullMarked;
