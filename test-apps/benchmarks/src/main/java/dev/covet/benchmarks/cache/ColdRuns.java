package dev.covet.benchmarks.cache;

import dev.covet.benchmarks.turns.Paired;
import dev.covet.benchmarks.turns.Turns;
import dev.covet.fixtures.process.ForkedJvm;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is asked of the database all the same, with each contender in turns. */
final class ColdRuns {
    static final List<Contender> CONTENDERS =
            List.of(Contender.DRIVER, Contender.COVET_OFF, Contender.COVET_OBSERVING, Contender.COVET, Contender.AWS);

    private static final int QUESTIONS = 1_000;
    private static final int MOST_WARMING = 12;

    private final Parts parts;
    private final String classPath;
    private final boolean quick;
    private final List<String> covet;

    ColdRuns(Parts parts, String classPath, boolean quick, List<String> covet) {
        this.parts = parts;
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
    }

    /**
     * What a question took, in microseconds.
     *
     * @param elapsed beside those of the bare driver at the same time
     * @param processor likewise, of the asking thread and the server's process
     * @param statements for each question, as the server has counted them
     */
    record Seen(Paired elapsed, Paired processor, double statements) {}

    /** By contender. The command is one of {@link ColdMain}'s. */
    Map<Contender, Seen> run(String command) throws SQLException {
        List<List<double[]>> elapsed = new ArrayList<>();
        List<List<double[]>> processor = new ArrayList<>();
        double[] statements = new double[CONTENDERS.size()];
        for (int start = 0; start < (quick ? 1 : 3); start++) {
            try (Turns turns = new Turns(CONTENDERS.size(), this::started);
                    Connection observer = parts.connect()) {
                turns.tellAll(number -> "warm " + MOST_WARMING);
                elapsed.add(new ArrayList<>());
                processor.add(new ArrayList<>());
                measure(turns, command, elapsed.get(start), processor.get(start));
                for (int i = 0; i < statements.length; i++) {
                    long before = Parts.asked(observer);
                    turns.tell(i, command + " " + QUESTIONS);
                    statements[i] = (double) (Parts.asked(observer) - before) / QUESTIONS;
                }
            }
        }
        Map<Contender, Seen> all = new LinkedHashMap<>();
        for (int i = 0; i < statements.length; i++) {
            all.put(CONTENDERS.get(i), new Seen(paired(elapsed, i), paired(processor, i), statements[i]));
        }
        return all;
    }

    private void measure(Turns turns, String command, List<double[]> elapsed, List<double[]> processor) {
        for (int round = 0; round < (quick ? 40 : 120); round++) {
            double[] times = new double[CONTENDERS.size()];
            double[] used = new double[CONTENDERS.size()];
            for (int i = 0; i < times.length; i++) {
                int number = round % 2 == 0 ? i : times.length - 1 - i;
                Turns.Took took = turns.tell(number, command + " " + QUESTIONS);
                times[number] = took.elapsed() / 1e3 / QUESTIONS;
                used[number] = took.processor() / 1e3 / QUESTIONS;
            }
            elapsed.add(times);
            processor.add(used);
        }
    }

    private static Paired paired(List<List<double[]>> starts, int contender) {
        return new Paired(starts.stream()
                .map(start -> start.stream()
                        .map(turn -> new Paired.Pair(turn[0], turn[contender]))
                        .toList())
                .toList());
    }

    private ForkedJvm started(int number, int port) {
        Contender contender = CONTENDERS.get(number);
        List<String> flags = new ArrayList<>(contender.flags(covet));
        flags.addAll(parts.place().flags());
        return ForkedJvm.mainClass(ColdMain.class.getName(), classPath)
                .flags(flags.toArray(String[]::new))
                .arguments(contender.name(), String.valueOf(port))
                .start();
    }
}
