/** The call path of a statement: calls, stages, verdicts, state and signals. */
@NullMarked
package dev.covet.optimizer.engine;

import org.jspecify.annotations.NullMarked;
