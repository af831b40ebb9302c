@NullMarked
package dev.covet.instrumentation.entry.tasks;

import org.jspecify.annotations.NullMarked;
