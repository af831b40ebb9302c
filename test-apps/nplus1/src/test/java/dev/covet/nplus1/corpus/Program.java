package dev.covet.nplus1.corpus;

import java.util.concurrent.Callable;

/**
 * A program with what is true of it.
 *
 * @param name with framework, data and database
 * @param shape what kind of program it is, the same over all data
 */
record Program(String name, String shape, Label label, Callable<?> body) {}
