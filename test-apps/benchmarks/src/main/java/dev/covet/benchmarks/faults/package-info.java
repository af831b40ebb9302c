/**
 * What an application with a plain pool goes through when its database server fails, with and without Covet.
 *
 * <p>Each fault has a server of its own and lasts as long with Covet as without. The application runs in a JVM of its own.
 */
@NullMarked
package dev.covet.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
