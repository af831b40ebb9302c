package dev.covet.nplus1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.spend.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What came of a program that ran several times, each time as one request: bare and with prefetching.
 *
 * @param bare a request without prefetching
 * @param prefetching the same several times with
 * @param learned which pairs of queries are known afterwards, and what became of them
 */
record Trial(String name, Request bare, List<Request> prefetching, List<String> learned) {
    /** Long enough for a slow machine: how long answers are given is not what is tried here. */
    static final PrefetchSettings PATIENT = new PrefetchSettings(
            PrefetchSettings.Mode.ON, false, Duration.ofMinutes(1), Duration.ofMinutes(1), List.of(), List.of());

    /**
     * One of them.
     *
     * @param read what the program says it has read
     * @param calls what the framework has called and what JDBC returned
     * @param sent the statements that reached the database
     * @param served those that did not have to
     */
    record Request(List<String> read, List<String> calls, List<String> sent, int served) {}

    /** Runs a program, which uses the recorder's data source, on new pools. */
    static Trial of(String name, Callable<List<String>> program, Recorder recorder, TestDatabase database, int requests)
            throws Exception {
        try (Lane bare = Lane.bare(database);
                Lane prefetching = Lane.steady(database, PATIENT)) {
            // Frameworks ask some things only the first time.
            run(program, recorder, bare, 1);
            return new Trial(
                    name,
                    run(program, recorder, bare, 1).get(0),
                    run(program, recorder, prefetching, requests),
                    prefetching.sent().pairs().stream().map(Trial::line).toList());
        }
    }

    private static List<Request> run(Callable<List<String>> program, Recorder recorder, Lane lane, int requests)
            throws Exception {
        List<Request> done = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            recorder.target(lane.dataSource());
            List<String> read = lane.request(source -> program.call());
            done.add(new Request(
                    read,
                    recorder.take(),
                    lane.sent().statements(),
                    lane.sent().served().size()));
        }
        return done;
    }

    private static String line(Pair pair) {
        Ledger.Sums sums = pair.ledger().sums();
        return pair.mapping().sources() + " fetched " + sums.fetched() + " used " + sums.used() + " wasted "
                + sums.wasted() + (sums.shadow() ? " imagined only" : "") + " compared " + pair.compared()
                + " refused: "
                + pair.refused() + " | " + pair.outer().text().sql() + " -> "
                + pair.inner().text().sql();
    }

    /** The first place in which two transcripts differ; empty if there is none. */
    private static String difference(List<String> bare, List<String> other) {
        for (int i = 0; i < Math.max(bare.size(), other.size()); i++) {
            String one = i < bare.size() ? bare.get(i) : "nothing";
            String two = i < other.size() ? other.get(i) : "nothing";
            if (!one.equals(two)) {
                return "call " + i + " bare: " + one + " | with prefetching: " + two;
            }
        }
        return "";
    }

    /** Nothing that the framework or the program can see differs. */
    void assertSame() {
        assertThat(bare.read()).as("%s reads something", name).isNotEmpty();
        for (int i = 0; i < prefetching.size(); i++) {
            Request request = prefetching.get(i);
            assertThat(request.read())
                    .as("%s, request %d: what was read", name, i + 1)
                    .isEqualTo(bare.read());
            assertThat(difference(bare.calls(), request.calls()))
                    .as("%s, request %d: calls of JDBC", name, i + 1)
                    .isEmpty();
        }
    }

    /** Different texts: of what is asked once and of what is repeated. */
    int texts() {
        return new HashSet<>(bare.sent()).size();
    }

    /** Statements of a request without prefetching. */
    int first() {
        return bare.sent().size();
    }

    int last() {
        return prefetching.get(prefetching.size() - 1).sent().size();
    }

    String row() {
        StringBuilder row = new StringBuilder("| ").append(name).append(" | ");
        row.append(first()).append(" | ").append(texts());
        prefetching.forEach(each -> row.append(" | ").append(each.sent().size()));
        return row.append(" |").toString();
    }
}
