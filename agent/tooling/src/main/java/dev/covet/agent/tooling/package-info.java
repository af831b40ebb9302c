/**
 * What it is: what lives in the agent's class loader: the transformer, adapter loaders, self-protection.
 *
 * <p>Invariants: no error of ours reaches the application. Nothing of {@code java.util.logging}, JMX or the file system
 * providers is touched at start.
 *
 * <p>When it fails: one line on standard error with a code, and the application runs as without the agent.
 *
 * <p>Cost: see the decisions for the measured start-up time.
 */
@NullMarked
package dev.covet.agent.tooling;

import org.jspecify.annotations.NullMarked;
