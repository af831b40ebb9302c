package dev.covet.benchmarks.faults;

import java.util.List;

/**
 * What the application went through, by what it has said.
 *
 * @param failed requests that failed, refused ones among them
 * @param refused requests that Covet has refused
 * @param stoodStill seconds that its threads, taken together, spent in requests of more than a tenth of a second
 * @param longest seconds of the longest request
 * @param atOnce how many were running at once, at most
 * @param first seconds from the end of the fault to the first request that was served
 * @param last the same, to the end of the last one that failed or took long
 */
record Suffered(int failed, int refused, double stoodStill, double longest, int atOnce, double first, double last) {
    private static final long LONG = 100_000_000;

    /** So many may run at once when nothing is wrong. */
    private static final int USUAL = 4;

    /** A line that a request has left. */
    private record Call(String how, long millis, long nanos, int running) {
        static Call of(String line) {
            String[] words = line.substring(FaultedMain.CALL.length()).split(" ", -1);
            return new Call(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
        }

        boolean isGood() {
            return how.equals("good");
        }

        boolean isFine() {
            return isGood() && nanos < LONG;
        }

        long end() {
            return millis + nanos / 1_000_000;
        }
    }

    private static List<Call> calls(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(FaultedMain.CALL))
                .map(Call::of)
                .toList();
    }

    /** Whether what begins after this moment is served, and nobody is left who waits. */
    static boolean isOver(List<String> lines, long endMillis) {
        List<Call> calls = calls(lines);
        Call last = calls.isEmpty() ? null : calls.get(calls.size() - 1);
        return last != null && last.isFine() && last.millis() >= endMillis && last.running() <= USUAL;
    }

    static Suffered of(List<String> lines, long beginMillis, long endMillis) {
        int failed = 0;
        int refused = 0;
        long still = 0;
        long longest = 0;
        int atOnce = 0;
        long first = Long.MAX_VALUE;
        long last = endMillis;
        for (Call call : calls(lines)) {
            if (call.end() < beginMillis) {
                continue;
            }
            failed += call.isGood() ? 0 : 1;
            refused += call.how().equals("refused") ? 1 : 0;
            still += call.nanos() >= LONG ? call.nanos() : 0;
            longest = Math.max(longest, call.nanos());
            atOnce = Math.max(atOnce, call.running());
            first = call.isGood() && call.end() >= endMillis ? Math.min(first, call.end()) : first;
            last = call.isFine() ? last : Math.max(last, call.end());
        }
        return new Suffered(
                failed,
                refused,
                still / 1e9,
                longest / 1e9,
                atOnce,
                (first - endMillis) / 1e3,
                (last - endMillis) / 1e3);
    }
}
