package dev.covet.consistency.check;

/** G1a: nobody reads what was never committed, was rolled back, or was written by nobody. */
public final class AbortedReadCheck implements Check {
    @Override
    public void check(Facts facts, Violations violations) {
        for (Sighting sighting : facts.sightings()) {
            long value = sighting.cell().value();
            if (facts.versions(sighting.key()).place(value) != null) {
                continue;
            }
            Transaction writer = facts.writer(value);
            if (writer == null) {
                violations.add(this, sighting.cell() + " was written by nobody", sighting.read());
            } else {
                violations.add(this, sighting.cell() + " was never committed", writer.last(), sighting.read());
            }
        }
    }
}
