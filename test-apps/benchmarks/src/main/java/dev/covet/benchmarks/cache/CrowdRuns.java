package dev.covet.benchmarks.cache;

import dev.covet.benchmarks.turns.Turns;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A crowd that asks the same at once, before each contender. Who counts is in another JVM, so that no agent sees it. */
final class CrowdRuns {
    static final int CROWD = 1_000;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Parts parts;
    private final String classPath;
    private final boolean quick;
    private final List<String> covet;

    CrowdRuns(Parts parts, String classPath, boolean quick, List<String> covet) {
        this.parts = parts;
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
    }

    /** How often the database was asked in each round. */
    Map<Contender, List<Long>> run() throws SQLException {
        Map<Contender, List<Long>> all = new LinkedHashMap<>();
        for (Contender contender : HitRuns.CONTENDERS) {
            try (Turns turns = new Turns(1, (number, port) -> started(contender, port));
                    Connection observer = parts.connect()) {
                if (contender.caches()) {
                    Await.until("answers without the database", PATIENCE, () -> asked(turns, observer, "one 0") == 0);
                }
                // The driver knows the query on each connection, and the contender each connection.
                turns.tell(0, "each 0");
                List<Long> rounds = new ArrayList<>();
                for (int round = 1; round <= (quick ? 3 : 8); round++) {
                    rounds.add(asked(turns, observer, "all " + round));
                }
                all.put(contender, rounds);
            }
        }
        return all;
    }

    private static long asked(Turns turns, Connection observer, String command) {
        try {
            long before = Parts.asked(observer);
            turns.tell(0, command);
            return Parts.asked(observer) - before;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ForkedJvm started(Contender contender, int port) {
        List<String> flags = new ArrayList<>(contender.flags(covet));
        flags.addAll(parts.place().flags());
        flags.add("-Xss256k");
        return ForkedJvm.mainClass(CrowdMain.class.getName(), classPath)
                .flags(flags.toArray(String[]::new))
                .arguments(contender.name(), String.valueOf(port), String.valueOf(CROWD))
                .start();
    }
}
