package dev.covet.benchmarks.route;

import dev.covet.benchmarks.turns.Paired;
import dev.covet.benchmarks.turns.Turns;
import dev.covet.fixtures.process.ForkedJvm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What reading a row takes in each {@link Way}, in turns. */
final class CostRuns {
    private static final int READS = 1_000;
    private static final int MOST_WARMING = 12;
    private static final List<Way> WAYS = List.of(Way.values());

    private final Servers servers;
    private final String classPath;
    private final boolean quick;
    private final List<String> covet;

    CostRuns(Servers servers, String classPath, boolean quick, List<String> covet) {
        this.servers = servers;
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
    }

    /** Microseconds, beside those of what it is compared with. */
    Map<Way, Paired> run() {
        List<List<double[]>> starts = new ArrayList<>();
        for (int start = 0; start < (quick ? 1 : 3); start++) {
            try (Turns turns = new Turns(WAYS.size(), this::started)) {
                turns.tellAll(number -> "warm " + MOST_WARMING);
                starts.add(measured(turns));
            }
        }
        Map<Way, Paired> all = new EnumMap<>(Way.class);
        for (Way way : WAYS) {
            Way base = way.base();
            int own = WAYS.indexOf(way);
            int beside = base == null ? own : WAYS.indexOf(base);
            all.put(
                    way,
                    new Paired(starts.stream()
                            .map(start -> start.stream()
                                    .map(turn -> new Paired.Pair(turn[beside], turn[own]))
                                    .toList())
                            .toList()));
        }
        return all;
    }

    private List<double[]> measured(Turns turns) {
        List<double[]> all = new ArrayList<>();
        for (int round = 0; round < (quick ? 40 : 120); round++) {
            double[] times = new double[WAYS.size()];
            for (int i = 0; i < times.length; i++) {
                int number = round % 2 == 0 ? i : times.length - 1 - i;
                times[number] = turns.tell(number, "read " + READS).elapsed() / 1e3 / READS;
            }
            all.add(times);
        }
        return all;
    }

    private ForkedJvm started(int number, int port) {
        Way way = WAYS.get(number);
        return ForkedJvm.mainClass(ReadingMain.class.getName(), classPath)
                .flags(way.flags(covet, servers.replica()).toArray(String[]::new))
                .arguments(servers.url(way == Way.REPLICA), String.valueOf(port))
                .start();
    }
}
