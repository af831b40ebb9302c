package dev.covet.benchmarks.faults;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the application went through, by what it has said.
 *
 * @param failed calls that failed, refused ones among them
 * @param refused calls that Covet has refused
 * @param stoodStill seconds that its threads, taken together, spent in calls of more than a tenth of a second
 * @param longest seconds of the longest call
 * @param first seconds from the end of the fault to the first call that was served again
 * @param all the same, to the one at which the last thread was
 */
record Suffered(int failed, int refused, double stoodStill, double longest, double first, double all) {
    private static final long LONG = 100_000_000;

    /** A line that a call has left. */
    private record Call(int thread, String how, long millis, long nanos) {
        static Call of(String line) {
            String[] words = line.substring(FaultedMain.CALL.length()).split(" ", -1);
            return new Call(Integer.parseInt(words[0]), words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
        }

        boolean isGood() {
            return how.equals("good");
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

    /** Whether each thread was served by a call that it has begun after this moment. */
    static boolean isOver(List<String> lines, long endMillis) {
        boolean[] good = new boolean[FaultedMain.THREADS];
        for (Call call : calls(lines)) {
            good[call.thread()] = call.isGood() && call.nanos() < LONG && call.millis() >= endMillis;
        }
        for (boolean each : good) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    static Suffered of(List<String> lines, long beginMillis, long endMillis) {
        int failed = 0;
        int refused = 0;
        long still = 0;
        long longest = 0;
        long first = Long.MAX_VALUE;
        long all = endMillis;
        Set<Integer> troubled = new HashSet<>();
        for (Call call : calls(lines)) {
            if (call.end() < beginMillis) {
                continue;
            }
            failed += call.isGood() ? 0 : 1;
            refused += call.how().equals("refused") ? 1 : 0;
            still += call.nanos() >= LONG ? call.nanos() : 0;
            longest = Math.max(longest, call.nanos());
            if (!call.isGood()) {
                troubled.add(call.thread());
            } else if ((troubled.remove(call.thread()) || call.nanos() >= LONG) && call.end() >= endMillis) {
                first = Math.min(first, call.end());
                all = Math.max(all, call.end());
            }
        }
        double until = first == Long.MAX_VALUE ? 0 : (first - endMillis) / 1e3;
        return new Suffered(failed, refused, still / 1e9, longest / 1e9, until, (all - endMillis) / 1e3);
    }
}
