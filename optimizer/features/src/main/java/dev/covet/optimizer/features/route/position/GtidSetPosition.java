package dev.covet.optimizer.features.route.position;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The transactions that a MySQL has, by the server, and the tag, that has numbered them. */
record GtidSetPosition(Map<String, List<Range>> sources) implements Position {
    GtidSetPosition {
        sources = Map.copyOf(sources);
    }

    /** Numbers from the first to the last one. */
    record Range(long first, long last) {
        static Range of(String written) {
            int hash = written.indexOf('#');
            String numbers = hash < 0 ? written : written.substring(0, hash);
            int dash = numbers.indexOf('-');
            long first = Long.parseLong(dash < 0 ? numbers : numbers.substring(0, dash));
            return new Range(first, dash < 0 ? first : Long.parseLong(numbers.substring(dash + 1)));
        }
    }

    /**
     * As the server writes it.
     *
     * @param written {@code uuid:1-5:7, uuid:tag:1}; with the thread of each behind {@code #} if it is being committed
     */
    static GtidSetPosition of(String... written) {
        Map<String, List<Range>> found = new HashMap<>();
        for (String each : String.join(",", written).split(",", -1)) {
            if (!each.isBlank()) {
                source(each.strip().toLowerCase(Locale.ROOT), found);
            }
        }
        found.replaceAll((source, ranges) -> joined(ranges));
        return new GtidSetPosition(found);
    }

    private static void source(String written, Map<String, List<Range>> found) {
        String[] parts = written.split(":", -1);
        String source = parts[0];
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (Character.isDigit(part.charAt(0))) {
                found.computeIfAbsent(source, any -> new ArrayList<>()).add(Range.of(part));
            } else {
                source = parts[0] + ':' + part;
            }
        }
    }

    /** Upwards, without gaps of no length. */
    private static List<Range> joined(List<Range> ranges) {
        ranges.sort(Comparator.comparingLong(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range each : ranges) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && each.first <= last.last + 1) {
                joined.set(joined.size() - 1, new Range(last.first, Math.max(last.last, each.last)));
            } else {
                joined.add(each);
            }
        }
        return List.copyOf(joined);
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    @Override
    public boolean covers(Position other) {
        return other instanceof GtidSetPosition there
                && there.sources.entrySet().stream().allMatch(each -> has(each.getKey(), each.getValue()));
    }

    private boolean has(String source, List<Range> ranges) {
        List<Range> here = sources.getOrDefault(source, List.of());
        return ranges.stream()
                .allMatch(
                        each -> here.stream().anyMatch(known -> known.first <= each.first && each.last <= known.last));
    }

    /** Of a source that the primary has, too; others may be its own, or those of another server that it repeats. */
    @Override
    public boolean exceeds(Position ofPrimary) {
        return ofPrimary instanceof GtidSetPosition there
                && sources.entrySet().stream()
                        .anyMatch(each ->
                                there.sources.containsKey(each.getKey()) && !there.has(each.getKey(), each.getValue()));
    }
}
