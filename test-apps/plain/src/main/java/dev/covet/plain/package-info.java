/** Plain: a lending library behind HTTP, made of JDBC and the JDK's own server and nothing else. */
@NullMarked
package dev.covet.plain;

import org.jspecify.annotations.NullMarked;
