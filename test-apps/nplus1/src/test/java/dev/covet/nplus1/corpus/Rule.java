package dev.covet.nplus1.corpus;

import java.util.Set;

/** What another tool takes for N+1, by its public description; written anew. */
interface Rule {
    String name();

    /** The keys of the queries it would report. */
    Set<String> found(Trace trace);
}
