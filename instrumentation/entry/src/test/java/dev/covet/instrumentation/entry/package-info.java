@NullMarked
package dev.covet.instrumentation.entry;

import org.jspecify.annotations.NullMarked;
