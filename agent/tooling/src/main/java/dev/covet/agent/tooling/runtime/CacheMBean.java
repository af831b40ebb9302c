package dev.covet.agent.tooling.runtime;

/** What operators can see of the cache over JMX, as {@code covet:type=Cache}. */
public interface CacheMBean {

    /**
     * Which queries were answered from the cache, or could have been, what that saves, and why the others were not. The
     * hundred that take most time, without values, since the cache's settings were changed last. Sends nothing to the
     * database.
     */
    String queries();

    /** The same with so many at most. */
    String queries(int most);
}
