/** The demo: real servers, a real application, a gentle load, one command. */
@NullMarked
package dev.covet.demo;

import org.jspecify.annotations.NullMarked;
