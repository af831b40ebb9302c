/**
 * What it is: code of ours that is compiled against somebody's driver or pool, and runs beside the very copy of it that
 * the application has.
 *
 * <p>Invariants: an adapter is used only when everything it refers to exists. Nothing here keeps an application's class
 * loader alive: an adapter hangs on a class of the library, never on one of ours.
 *
 * <p>When it fails: the library is only observed, and the reason is said once.
 *
 * <p>Cost: the check reads a few class files, once for each adapter and class loader.
 */
@NullMarked
package dev.covet.agent.tooling.adapter;

import org.jspecify.annotations.NullMarked;
