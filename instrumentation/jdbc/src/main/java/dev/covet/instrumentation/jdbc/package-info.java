/** The boundary: wrappers of JDBC objects that lead each call through a session. */
@NullMarked
package dev.covet.instrumentation.jdbc;

import org.jspecify.annotations.NullMarked;
