@NullMarked
package dev.covet.instrumentation.entry.calls;

import org.jspecify.annotations.NullMarked;
