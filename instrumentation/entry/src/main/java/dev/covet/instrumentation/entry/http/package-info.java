/**
 * What it is: HTTP requests as units of work: what all servers have in common, and the JDK's own server.
 *
 * <p>Invariants: a request is named after its route, never after its path. Values of sensitive query parameters are not
 * kept. A request ends once, however many threads and events say that it did.
 *
 * <p>When it fails: the request has no unit of work.
 *
 * <p>Cost: four small objects for each request.
 */
@NullMarked
package dev.covet.instrumentation.entry.http;

import org.jspecify.annotations.NullMarked;
