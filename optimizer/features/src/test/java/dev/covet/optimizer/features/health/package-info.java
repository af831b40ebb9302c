@NullMarked
package dev.covet.optimizer.features.health;

import org.jspecify.annotations.NullMarked;
