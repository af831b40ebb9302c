package dev.covet.consistency.check;

/**
 * What is read was the newest committed version at some moment that is no longer ago than is allowed: no later version
 * was surely visible before that. Who is not covered is allowed nothing.
 */
public final class StalenessCheck implements Check {
    private final long allowedNanos;

    public StalenessCheck(long allowedNanos) {
        this.allowedNanos = allowedNanos;
    }

    @Override
    public void check(Facts facts, Violations violations) {
        for (Sighting sighting : facts.sightings()) {
            Version version = sighting.version();
            if (version == null) {
                continue;
            }
            Versions versions = facts.versions(sighting.key());
            long allowed = sighting.read().client().covered() ? allowedNanos : 0;
            long superseded = versions.supersededAt(version);
            if (superseded < sighting.lookedAfter() - allowed) {
                Version successor = versions.successor(version);
                violations.add(
                        this,
                        sighting.cell() + " was superseded by " + successor.value() + ", "
                                + (sighting.lookedAfter() - superseded) / 1000
                                + " us before it was asked for; allowed are "
                                + allowed / 1000,
                        successor.writer() == null
                                ? sighting.read()
                                : successor.writer().last(),
                        sighting.read());
            }
        }
    }
}
