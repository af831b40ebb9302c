package dev.covet.load.workload;

import java.util.SplittableRandom;

/**
 * The requests that a seed makes of a workload. Request number n is a function of seed and n alone, so it is the same
 * in every run, however many threads share the sequence.
 */
public final class RequestSequence {
    /** Spreads neighbouring numbers over the whole range, so that their random generators have nothing in common. */
    private static final long ODD_MULTIPLIER = 0xBF58476D1CE4E5B9L;

    private final Workload workload;
    private final long seed;
    private final int totalWeight;

    public RequestSequence(Workload workload, long seed) {
        this.workload = workload;
        this.seed = seed;
        this.totalWeight =
                workload.templates().stream().mapToInt(RequestTemplate::weight).reduce(0, Math::addExact);
    }

    public PlannedRequest request(long number) {
        SplittableRandom random = new SplittableRandom(mixed(seed) ^ mixed(~number));
        int kind = pick(random.nextInt(totalWeight));
        RequestTemplate template = workload.templates().get(kind);
        String path = template.path().fill(random, number);
        TextTemplate body = template.body();
        return new PlannedRequest(number, kind, template, path, body == null ? null : body.fill(random, number));
    }

    private int pick(int point) {
        int kind = 0;
        int remaining = point;
        while (remaining >= workload.templates().get(kind).weight()) {
            remaining -= workload.templates().get(kind).weight();
            kind++;
        }
        return kind;
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * ODD_MULTIPLIER;
        mixed = (mixed ^ (mixed >>> 27)) * ODD_MULTIPLIER;
        return mixed ^ (mixed >>> 31);
    }
}
