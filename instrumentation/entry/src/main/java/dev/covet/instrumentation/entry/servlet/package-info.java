/**
 * What it is: requests of servlet containers, old and new package names alike. Here is what both have in common, without
 * either API; the packages below are adapters for one each.
 *
 * <p>Invariants: the outermost filter or servlet begins the request; it ends once, when the container has finished it,
 * however it was finished. A dispatch to another thread runs within the same unit.
 *
 * <p>When it fails: a request without a unit.
 *
 * <p>Cost: one request attribute, which the application could see among its attributes, and one listener for a request
 * that is finished later.
 */
@NullMarked
package dev.covet.instrumentation.entry.servlet;

import org.jspecify.annotations.NullMarked;
