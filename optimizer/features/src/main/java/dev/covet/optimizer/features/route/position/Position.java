package dev.covet.optimizer.features.route.position;

/** How far a server is in the history of its cluster, as it said itself. */
public interface Position {
    /** Whether everything that belongs to the other position belongs to this one, too. False if they cannot be compared. */
    boolean covers(Position other);

    /** Whether something belongs to this one that could come from that server alone, which says later that it has not got it. */
    default boolean exceeds(Position ofPrimary) {
        return false;
    }
}
