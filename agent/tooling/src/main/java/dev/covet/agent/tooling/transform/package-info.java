/**
 * What it is: finds the classes that are instrumented among all that are loaded, and puts advice into them.
 *
 * <p>Invariants: no member is ever added to a class, so classes that are loaded already can be changed too. What
 * weaves is not loaded before the first class that is changed. Advice refers to the dispatcher and to nothing else of ours.
 *
 * <p>When it fails: the class stays as it was; that is counted, and said once for each kind of error.
 *
 * <p>Cost: a look at the header of each class that is loaded, about two microseconds.
 */
@NullMarked
package dev.covet.agent.tooling.transform;

import org.jspecify.annotations.NullMarked;
