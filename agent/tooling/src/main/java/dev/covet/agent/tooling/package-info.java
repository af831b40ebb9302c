/** What lives in the agent class loader: the transformer, adapter loaders, self-protection. */
@NullMarked
package dev.covet.agent.tooling;

import org.jspecify.annotations.NullMarked;
