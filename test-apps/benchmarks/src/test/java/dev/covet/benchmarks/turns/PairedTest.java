package dev.covet.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PairedTest {
    private static Paired of(double[]... ratiosOfStarts) {
        return new Paired(List.of(ratiosOfStarts).stream()
                .map(ratios -> DoubleStream.of(ratios)
                        .mapToObj(ratio -> new Paired.Pair(2, 2 * ratio))
                        .toList())
                .toList());
    }

    @Test
    void ratio_isTheMedian_whateverHappenedToOnePair() {
        assertThat(of(new double[] {1.01, 1.02, 90}, new double[] {1.0, 1.03}).ratio())
                .isEqualTo(1.02);
    }

    @Test
    void interval_isWideIfStartsDiffer_thoughTheirPairsDoNot() {
        Paired.Estimate alike =
                of(new double[] {1.02, 1.02}, new double[] {1.02, 1.02}).estimate(new Random(1), 500);
        Paired.Estimate different =
                of(new double[] {0.9, 0.9}, new double[] {1.1, 1.1}).estimate(new Random(1), 500);

        assertThat(alike.high() - alike.low()).isZero();
        assertThat(different.low()).isEqualTo(0.9);
        assertThat(different.high()).isEqualTo(1.1);
    }

    @Test
    void total_countsPagesByTheirTime() {
        Paired small = new Paired(List.of(List.of(new Paired.Pair(1, 2))));
        Paired large = new Paired(List.of(List.of(new Paired.Pair(9, 9))));

        assertThat(Paired.total(List.of(small, large), new Random(1), 10).value())
                .isEqualTo(1.1);
    }
}
