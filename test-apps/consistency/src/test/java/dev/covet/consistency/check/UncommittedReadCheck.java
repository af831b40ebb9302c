package dev.covet.consistency.check;

/** Nobody reads what is committed only later: the answer was there before the commit was sent. */
public final class UncommittedReadCheck implements Check {
    @Override
    public void check(Facts facts, Violations violations) {
        for (Sighting sighting : facts.sightings()) {
            Version version = sighting.version();
            if (version != null && version.writer() != null && sighting.read().completed() < version.sentAt()) {
                violations.add(
                        this,
                        sighting.cell() + " was read before its commit was sent",
                        sighting.read(),
                        version.writer().last());
            }
        }
    }
}
