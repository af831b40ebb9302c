/** The commands of {@code java -jar covet-agent.jar}. */
@NullMarked
package dev.covet.agent.tooling.cli;

import org.jspecify.annotations.NullMarked;
