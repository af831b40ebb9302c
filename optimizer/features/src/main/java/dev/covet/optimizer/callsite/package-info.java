/**
 * Which method of the application did something, told from stacks by whose code the frames are. For all features; knows
 * nothing else of Covet.
 */
@NullMarked
package dev.covet.optimizer.callsite;

import org.jspecify.annotations.NullMarked;
