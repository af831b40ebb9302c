package dev.covet.consistency.check;

/** G1b: nobody reads what its own transaction has overwritten before it was committed. */
public final class IntermediateReadCheck implements Check {
    @Override
    public void check(Facts facts, Violations violations) {
        for (Sighting sighting : facts.sightings()) {
            long value = sighting.cell().value();
            boolean committed = facts.versions(sighting.key()).place(value) != null;
            Transaction writer = facts.writer(value);
            if (committed && sighting.version() == null && writer != null) {
                violations.add(
                        this,
                        sighting.cell() + " was overwritten by its own transaction",
                        writer.last(),
                        sighting.read());
            }
        }
    }
}
