/**
 * What it is: what keeps an error of ours away from the application: counting, switching off, saying it once.
 *
 * <p>Invariants: nothing here throws, except errors of the JVM itself. No locks are held while anything is printed.
 *
 * <p>Cost: two volatile reads on each call of a point that is on.
 */
@NullMarked
package dev.covet.agent.tooling.protect;

import org.jspecify.annotations.NullMarked;
