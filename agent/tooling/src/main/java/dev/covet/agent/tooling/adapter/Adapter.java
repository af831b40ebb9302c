package dev.covet.agent.tooling.adapter;

/**
 * An adapter and the library it is for. Its classes are in the package {@code dev.covet.adapter.<name>}, which the build
 * stores in a folder of its own.
 *
 * @param name for example postgresql
 * @param entry the full name of its first class, public and with a public constructor without parameters
 * @param library the full name of a class of the library; whoever defines it gets one instance of the adapter
 */
public record Adapter(String name, String entry, String library) {}
