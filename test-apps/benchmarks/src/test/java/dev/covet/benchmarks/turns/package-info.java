/** Tests of how pages are compared. */
@NullMarked
package dev.covet.benchmarks.pages;

import org.jspecify.annotations.NullMarked;
