/** What is asked: weighted request templates, read from a text file, and the sequence that a seed makes of them. */
@NullMarked
package dev.covet.load.workload;

import org.jspecify.annotations.NullMarked;
