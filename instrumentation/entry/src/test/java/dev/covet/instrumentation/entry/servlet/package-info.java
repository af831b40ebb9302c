@NullMarked
package dev.covet.instrumentation.entry.servlet;

import org.jspecify.annotations.NullMarked;
