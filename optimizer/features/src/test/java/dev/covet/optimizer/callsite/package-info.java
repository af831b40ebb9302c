@NullMarked
package dev.covet.optimizer.callsite;

import org.jspecify.annotations.NullMarked;
