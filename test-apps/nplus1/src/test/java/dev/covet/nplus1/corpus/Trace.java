package dev.covet.nplus1.corpus;

import java.util.List;

/** What one request did, in its order. */
record Trace(List<Execution> executions, List<Preparation> preparations) {}
