package dev.covet.optimizer.features.route.node;

/** Is told what people should know of replicas. */
public interface RouteListener {
    /**
     * Something keeps a replica from being used.
     *
     * @param code of the message
     * @param sentence with what, why and the numbers
     * @param cure what to do
     */
    void trouble(String code, String sentence, String cure);

    /** A comment in a statement is not followed. */
    default void unfollowed(String message) {}

    /**
     * Another server has become the primary.
     *
     * @param follows whether the application's connections go there
     */
    default void moved(String from, String to, boolean follows) {}

    /** Two servers take writes, and nobody knows which one is meant: the first one is used as before. */
    default void severalPrimaries(String used, String other) {}

    /** A connection broke with this message before a read was answered, and a replica has answered instead. */
    default void reread(String server, String replica, String message) {}

    /** A replica is read from, from now on. */
    default void used(String address) {}
}
