/** What it costs to read from a replica, and how many reads get there. */
@NullMarked
package dev.covet.benchmarks.route;

import org.jspecify.annotations.NullMarked;
