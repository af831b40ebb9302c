package dev.covet.agent.tooling.runtime;

/** What operators can see of connection pools over JMX, as {@code covet:type=Pools}. Nothing here is sent to a database. */
public interface LivePoolsMBean {

    /**
     * Each pool: how it stands, connections that are active and idle, threads that wait, how long they wait, how long
     * connections are held and by which methods, how many were wanted at once, and what that says of its size.
     */
    String pools();

    /** Each connection that is out: since when, by which thread and request, its statement, and where it was borrowed. */
    String holders();

    /** The latest findings. */
    String findings();
}
