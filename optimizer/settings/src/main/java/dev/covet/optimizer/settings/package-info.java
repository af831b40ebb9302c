/** Settings: keys, where their values come from, and what is said about wrong ones. */
@NullMarked
package dev.covet.optimizer.settings;

import org.jspecify.annotations.NullMarked;
