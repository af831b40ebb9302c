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
import java.util.Objects;

/** What one JVM has asked is asked in another one, for the first time there, with a Redis between them. */
final class SharedRuns {
    static final List<Contender> CONTENDERS = List.of(Contender.DRIVER, Contender.COVET, Contender.AWS);

    /** By their titles. The second value makes questions differ, not their rows. */
    static final Map<String, String> QUERIES = queries();

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OF_THOUSAND_ROWS = 20;

    private final Parts parts;
    private final String classPath;
    private final boolean quick;
    private final List<String> covet;

    SharedRuns(Parts parts, String classPath, boolean quick, List<String> covet) {
        this.parts = parts;
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
    }

    /**
     * In nanoseconds.
     *
     * @param asked the share of the questions that reached the database
     */
    record Took(long p50, long p99, double asked) {}

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        String all = "select id, name, quantity, price from part where ";
        queries.put("One row", all + "id = ? and quantity > ?");
        queries.put("Ten rows", all + "maker_id = ? and quantity > ?");
        queries.put("1,000 rows", all + "shelf_id = ? % 10 and quantity > ?");
        return queries;
    }

    Map<Contender, Took> run(String title) throws SQLException {
        boolean large = title.startsWith("1,000");
        int questions = (quick ? 5_000 : 20_000) / (large ? OF_THOUSAND_ROWS : 1);
        int warming = 2 * questions;
        Map<Contender, Took> all = new LinkedHashMap<>();
        for (Contender contender : CONTENDERS) {
            try (Turns turns = new Turns(
                            2, (number, port) -> started(contender, port, Objects.requireNonNull(QUERIES.get(title))));
                    Connection observer = parts.connect()) {
                if (contender.caches()) {
                    awaitAnswers(turns, observer);
                }
                turns.tell(0, "from 0");
                turns.tell(0, "each " + (warming + questions));
                turns.tell(1, "from 0");
                turns.tell(1, "each " + warming);
                long before = Parts.asked(observer);
                Turns.Took took = turns.tell(1, "each " + questions);
                double asked = (double) (Parts.asked(observer) - before) / questions;
                all.put(contender, new Took(took.elapsed(), took.processor(), asked));
            }
        }
        return all;
    }

    /** A question of each JVM that is none of those that are measured. */
    private static void awaitAnswers(Turns turns, Connection observer) {
        for (int i = 0; i < 2; i++) {
            int number = i;
            turns.tell(number, "from 900000000");
            Await.until("answers without the database", PATIENCE, () -> {
                try {
                    long before = Parts.asked(observer);
                    turns.tell(number, "again 10");
                    return Parts.asked(observer) == before;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private ForkedJvm started(Contender contender, int port, String sql) {
        List<String> flags = new ArrayList<>(contender.flags(covet));
        flags.addAll(parts.place().flags());
        if (contender.isCovet()) {
            flags.add("-Dcovet.cache.shared.url=redis://" + parts.place().redis());
            // Each question comes but once, which would not pay.
            flags.add("-Dcovet.cache.keep-all=true");
        }
        return ForkedJvm.mainClass(SharedMain.class.getName(), classPath)
                .flags(flags.toArray(String[]::new))
                .arguments(contender.name(), String.valueOf(port), sql)
                .start();
    }
}
