package dev.covet.load.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sequence depends on workload, seed and number, and on nothing else. */
class RequestSequenceTest {
    private static final Workload WORKLOAD = Workload.parse(
            "w", "6 GET /a/{1..4}\n3 GET /b/{red|green}\n1 POST /c {\"low\":{-3..-1},\"number\":{number}}");

    @Test
    void request_sameSeed_isTheSameInAnyOrder() {
        RequestSequence forwards = new RequestSequence(WORKLOAD, 42);
        RequestSequence backwards = new RequestSequence(WORKLOAD, 42);
        List<PlannedRequest> reversed = LongStream.range(0, 100)
                .mapToObj(number -> backwards.request(99 - number))
                .toList();
        for (int number = 0; number < 100; number++) {
            assertThat(forwards.request(number)).isEqualTo(reversed.get(99 - number));
        }
    }

    @Test
    void request_firstOfSeedOne_neverChange() {
        assertThat(texts(1, 4)).isEqualTo(texts(1, 4)).isNotEqualTo(texts(2, 4));
        assertThat(texts(1, 4))
                .containsExactly("0 GET /b/green", "1 POST /c {\"low\":-1,\"number\":1}", "2 GET /b/red", "3 GET /a/4");
    }

    @Test
    void request_manyOfThem_followTheWeights() {
        Map<Integer, Long> counts = requests(1, 10_000).stream()
                .collect(Collectors.groupingBy(PlannedRequest::kind, Collectors.counting()));
        assertThat(counts.get(0)).isBetween(5_700L, 6_300L);
        assertThat(counts.get(1)).isBetween(2_700L, 3_300L);
        assertThat(counts.get(2)).isBetween(800L, 1_200L);
    }

    @Test
    void request_manyOfThem_reachBothEndsOfARange() {
        Map<String, Long> paths = requests(1, 1_000).stream()
                .map(PlannedRequest::path)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(paths).containsOnlyKeys("/a/1", "/a/2", "/a/3", "/a/4", "/b/red", "/b/green", "/c");
    }

    @Test
    void request_withBody_fillsItsParameters() {
        assertThat(requests(1, 200))
                .filteredOn(request -> request.kind() == 2)
                .isNotEmpty()
                .allMatch(request -> String.valueOf(request.body())
                        .matches("\\{\"low\":-[123],\"number\":" + request.number() + "}"));
    }

    private static List<String> texts(long seed, int count) {
        return requests(seed, count).stream().map(PlannedRequest::toString).toList();
    }

    private static List<PlannedRequest> requests(long seed, int count) {
        RequestSequence sequence = new RequestSequence(WORKLOAD, seed);
        return LongStream.range(0, count).mapToObj(sequence::request).toList();
    }
}
