@NullMarked
package dev.covet.instrumentation.entry.http;

import org.jspecify.annotations.NullMarked;
