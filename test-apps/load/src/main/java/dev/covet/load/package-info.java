/** The load generator: settings, the run that sends requests, and the command line. */
@NullMarked
package dev.covet.load;

import org.jspecify.annotations.NullMarked;
