package dev.covet.benchmarks.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Times of the same work in two ways, taken in turns: for each start of the applications the pairs of neighbours.
 *
 * <p>What is told of them is the median of the pairs' ratios, as what disturbs the machine disturbs neighbours alike or
 * only a few of them. How sure it is comes from drawing starts and, of each, pairs again and again, with repetition: two
 * starts differ by how their code was compiled, and pairs of one start say nothing of that.
 */
public record Paired(List<List<Pair>> starts) {
    /** Milliseconds for a page. */
    public record Pair(double before, double after) {
        public double ratio() {
            return after / before;
        }
    }

    /** A value, and where it lies with a probability of 95 %. */
    public record Estimate(double value, double low, double high) {
        private static final double TAIL = 0.025;

        static Estimate of(double value, double[] drawn) {
            double[] sorted = drawn.clone();
            Arrays.sort(sorted);
            int tail = (int) (TAIL * sorted.length);
            return new Estimate(value, sorted[tail], sorted[sorted.length - 1 - tail]);
        }
    }

    /** The median of the ratios. */
    public double ratio() {
        return median(
                starts.stream().flatMap(List::stream).mapToDouble(Pair::ratio).toArray());
    }

    /** The median of the times before. */
    public double before() {
        return median(
                starts.stream().flatMap(List::stream).mapToDouble(Pair::before).toArray());
    }

    public double after() {
        return median(
                starts.stream().flatMap(List::stream).mapToDouble(Pair::after).toArray());
    }

    public Estimate estimate(RandomGenerator random, int draws) {
        double[] drawn = new double[draws];
        Arrays.setAll(drawn, i -> drawn(random).ratio());
        return Estimate.of(ratio(), drawn);
    }

    /** What all together take more, where each counts by its time. */
    public static Estimate total(List<Paired> all, RandomGenerator random, int draws) {
        double[] drawn = new double[draws];
        Arrays.setAll(
                drawn, i -> total(all.stream().map(each -> each.drawn(random)).toList()));
        return Estimate.of(total(all), drawn);
    }

    private static double total(List<Paired> all) {
        double before = all.stream().mapToDouble(Paired::before).sum();
        return all.stream().mapToDouble(each -> each.before() * each.ratio()).sum() / before;
    }

    private Paired drawn(RandomGenerator random) {
        List<List<Pair>> chosen = new ArrayList<>(starts.size());
        for (int i = 0; i < starts.size(); i++) {
            List<Pair> start = starts.get(random.nextInt(starts.size()));
            List<Pair> pairs = new ArrayList<>(start.size());
            for (int j = 0; j < start.size(); j++) {
                pairs.add(start.get(random.nextInt(start.size())));
            }
            chosen.add(pairs);
        }
        return new Paired(chosen);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
