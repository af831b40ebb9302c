/**
 * What it is: the few classes on the system class path that bring up the agent's own class loader, and the dispatcher
 * that advice calls. They know {@code java.base} and {@code java.instrument} only: {@code java.sql} is not visible to
 * the bootstrap loader.
 *
 * <p>Invariants: nothing is thrown into the JVM or the application; nothing of logging, JMX or the file system
 * providers is touched.
 *
 * <p>When it fails: one line on standard error, and the application runs without the agent.
 */
@NullMarked
package dev.covet.agent.bootstrap;

import org.jspecify.annotations.NullMarked;
