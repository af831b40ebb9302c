package dev.covet.optimizer.features.route.position;

/**
 * What a server says of itself.
 *
 * @param replica whether it only repeats what another one does
 * @param cluster which all servers with the same data have in common; empty if it does not say
 * @param history that they have in common, too: another one after a replica has become the primary
 * @param position of a replica what can be read there; of a primary what was committed so that a crash leaves it
 * @param all of a primary everything that can be read there, which replicas may not get for long; else the same as the position
 * @param lasting whether commits of sessions that set nothing else are answered when a crash leaves them
 * @param readOnly whether it takes no writes of sessions that do not ask for it
 * @param own what speaks against reading from replicas, or from this one, whatever the others say
 */
public record Report(
        boolean replica,
        String cluster,
        String history,
        Position position,
        Position all,
        boolean lasting,
        boolean readOnly,
        Hindrance own) {
    /** Whether it plays the same part in the same cluster and history, so that positions can be compared. */
    public boolean isOfSame(Report other) {
        return replica == other.replica
                && cluster.equals(other.cluster)
                && history.equals(other.history)
                && own.equals(other.own);
    }
}
