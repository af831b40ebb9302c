package dev.covet.instrumentation.spi;

import java.util.List;
import java.util.Set;

/**
 * A group of methods of other people's classes at which the agent is called. A class is changed when it is one of the
 * {@linkplain #types() named} ones, directly implements or extends one of the {@linkplain #interfaces() interfaces}, or
 * {@linkplain #anyType() any type will do}, and it declares one of the methods itself.
 */
public interface TypeInstrumentation {
    /** Names the feature in messages, settings and counts, for example {@code jdbc-factory}. */
    String name();

    /** Classes by their full name. Classes of the JDK are only ever changed when they are named here. */
    default Set<String> types() {
        return Set.of();
    }

    /** Interfaces by their full name, or classes whose direct subclasses are meant. */
    default Set<String> interfaces() {
        return Set.of();
    }

    /**
     * Whether every class that declares one of the methods is meant. Their signatures have to be complete and rare, and
     * the point has to look at what it was called with.
     */
    default boolean anyType() {
        return false;
    }

    List<MethodAdvice> methods();

    default boolean isEnabled() {
        return true;
    }
}
