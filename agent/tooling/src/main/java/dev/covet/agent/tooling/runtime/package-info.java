/**
 * What it is: the agent put together from its settings: which features are on, the engine they share, where signals go.
 *
 * <p>Invariants: the engine, and with it the exporter, comes into being with the first connection or server. A changed
 * setting makes a new pipeline and touches nothing else.
 *
 * <p>When it fails: a part that cannot be made leaves connections as they are.
 */
@NullMarked
package dev.covet.agent.tooling.runtime;

import org.jspecify.annotations.NullMarked;
