package dev.covet.conformance;

/** A column of a result, as far as the generator knows it. */
record Column(String name, Category category) {}
