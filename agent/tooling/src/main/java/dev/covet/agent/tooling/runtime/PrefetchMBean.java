package dev.covet.agent.tooling.runtime;

/** What operators can see of the prefetch over JMX, as {@code covet:type=Prefetch}. */
public interface PrefetchMBean {

    /**
     * The queries that were seen to run once for each row of another one, whether Covet asks for them in batches, and why
     * not. The hundred that take most time, without values. Sends nothing to the database.
     */
    String pairs();

    /** The same with so many at most. */
    String pairs(int most);
}
