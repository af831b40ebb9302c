/** The entry class of the agent. It runs on old JVMs too, to say that they are too old. */
@NullMarked
package dev.covet.agent;

import org.jspecify.annotations.NullMarked;
