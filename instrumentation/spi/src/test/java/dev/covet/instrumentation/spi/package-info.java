@NullMarked
package dev.covet.instrumentation.spi;

import org.jspecify.annotations.NullMarked;
