@NullMarked
package dev.covet.optimizer.features.prefetch.rule;

import org.jspecify.annotations.NullMarked;
