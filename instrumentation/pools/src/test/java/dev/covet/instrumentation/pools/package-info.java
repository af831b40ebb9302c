@NullMarked
package dev.covet.instrumentation.pools;

import org.jspecify.annotations.NullMarked;
