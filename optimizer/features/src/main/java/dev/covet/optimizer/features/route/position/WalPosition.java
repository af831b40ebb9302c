package dev.covet.optimizer.features.route.position;

/** A place in the log of a PostgreSQL. */
record WalPosition(long place) implements Position {
    /** As the server writes it: {@code 16/B374D848}. */
    static WalPosition of(String written) {
        int slash = written.indexOf('/');
        long high = Long.parseLong(written, 0, slash, 16);
        return new WalPosition(high << 32 | Long.parseLong(written, slash + 1, written.length(), 16));
    }

    @Override
    public boolean covers(Position other) {
        return other instanceof WalPosition there && Long.compareUnsigned(place, there.place) >= 0;
    }
}
