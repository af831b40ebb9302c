package dev.covet.optimizer.features.route.position;

/** How far a server is in the history of its cluster, as it said itself. */
public interface Position {
    /** Whether everything that belongs to the other position belongs to this one, too. False if they cannot be compared. */
    boolean covers(Position other);
}
