/** The applications under test. They know nothing of the agent. */
@NullMarked
package dev.covet.agenttests.programs;

import org.jspecify.annotations.NullMarked;
