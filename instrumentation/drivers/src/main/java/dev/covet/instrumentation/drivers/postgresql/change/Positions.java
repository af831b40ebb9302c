package dev.covet.instrumentation.drivers.postgresql.change;

/** Places in the server's log, written as {@code 16/B374D848}. */
final class Positions {
    private Positions() {}

    static long read(String written) {
        int slash = written.indexOf('/');
        return Long.parseLong(written, 0, slash, 16) << 32 | Long.parseLong(written, slash + 1, written.length(), 16);
    }
}
