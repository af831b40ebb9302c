/** A small HTTP and JSON layer over the JDK's own server: routes, requests, responses. It knows nothing of books. */
@NullMarked
package dev.covet.plain.web;

import org.jspecify.annotations.NullMarked;
