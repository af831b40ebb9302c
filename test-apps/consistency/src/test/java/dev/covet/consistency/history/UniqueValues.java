package dev.covet.consistency.history;

/** Numbers that no other client has: values to write, and names of transactions and sessions. For one thread. */
public final class UniqueValues {
    private static final long FOR_EACH = 100_000_000L;

    private final long base;
    private int used;

    public UniqueValues(Client client) {
        this.base = FOR_EACH * (client.number() + 1);
    }

    public long next() {
        return base + ++used;
    }
}
