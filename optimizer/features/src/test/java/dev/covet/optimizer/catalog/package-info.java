@NullMarked
package dev.covet.optimizer.catalog;

import org.jspecify.annotations.NullMarked;
