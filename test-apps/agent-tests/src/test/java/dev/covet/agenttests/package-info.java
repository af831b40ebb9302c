/** Starts JVMs with the agent's jar as it ships and looks at them from outside. */
@NullMarked
package dev.covet.agenttests;

import org.jspecify.annotations.NullMarked;
