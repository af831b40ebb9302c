package dev.covet.optimizer.features.cache.rules;

/**
 * What rules want of one execution.
 *
 * @param off whether it is not to be answered from the cache
 * @param ttl nanoseconds after which an answer is given no more, counted from when it was asked for; 0 if nothing says
 * @param named whether rules name a time for all that the query reads, and not for some of its tables only
 */
public record Wish(boolean off, long ttl, boolean named) {
    public static final Wish NONE = new Wish(false, 0, false);
    static final Wish OFF = new Wish(true, 0, false);

    static Wish ttl(long nanos) {
        return new Wish(false, nanos, true);
    }

    /** Both hold. */
    Wish and(Wish other) {
        if (off || other.equals(NONE)) {
            return this;
        }
        if (other.off) {
            return OFF;
        }
        long shorter = ttl == 0 || other.ttl == 0 ? Math.max(ttl, other.ttl) : Math.min(ttl, other.ttl);
        return new Wish(false, shorter, named || other.named);
    }

    /** The same, of one table among others. */
    Wish ofPart() {
        return new Wish(off, ttl, false);
    }
}
