package dev.covet.benchmarks.cache;

import dev.covet.benchmarks.turns.Turns;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.Programs;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Somebody else writes; how long after the commit was acknowledged questions begin that are answered as it was before. */
final class FreshRuns {
    /** The statement that finds the process which tells Covet of changes. */
    private static final String TELLER = "select pid from pg_stat_replication limit 1";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Parts parts;
    private final String classPath;
    private final boolean quick;
    private final List<String> covet;
    private final Random random = new Random(1);
    private long written;

    FreshRuns(Parts parts, String classPath, boolean quick, List<String> covet) {
        this.parts = parts;
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
    }

    /**
     * Milliseconds after which nobody was told the old any more, in order.
     *
     * @param never writes that were not seen within three seconds
     */
    record Ages(List<Double> millis, int never) {
        double percentile(double share) {
            return millis.isEmpty() ? Double.NaN : millis.get((int) Math.min(millis.size() - 1, share * millis.size()));
        }
    }

    /** What is done before each write, and after it was seen. */
    private interface Trouble {
        void begin(Connection writer) throws SQLException;

        default void end() {}
    }

    /** Each contender. */
    Map<Contender, Ages> writes() throws SQLException {
        Map<Contender, Ages> all = new LinkedHashMap<>();
        for (Contender contender : HitRuns.CONTENDERS) {
            int writes = contender == Contender.HIBERNATE ? 2 : timed(contender) ? quick ? 5 : 20 : quick ? 300 : 2_000;
            all.put(contender, ages(contender, writes, writer -> pause(5)));
        }
        return all;
    }

    private static boolean timed(Contender contender) {
        return contender == Contender.AWS || contender == Contender.CAFFEINE;
    }

    /** Covet, when who tells of changes stands still: nothing says that it does. */
    Ages silence() throws SQLException {
        return ages(Contender.COVET, quick ? 5 : 30, new Trouble() {
            private String teller = "";

            @Override
            public void begin(Connection writer) throws SQLException {
                pause(100);
                teller = Sql.value(writer, TELLER);
                signal("STOP");
            }

            @Override
            public void end() {
                signal("CONT");
            }

            private void signal(String name) {
                Programs.Result result = Programs.run(List.of("kill", "-" + name, teller));
                if (!result.succeeded()) {
                    throw new IllegalStateException(result.output());
                }
            }
        });
    }

    /** Covet, when who tells of changes is ended. */
    Ages loss() throws SQLException {
        // The more are lost in one minute, the longer nothing is answered after each.
        return ages(Contender.COVET, quick ? 5 : 12, writer -> {
            pause(100);
            Sql.value(writer, "select count(pg_terminate_backend(pid)) from pg_stat_replication");
        });
    }

    private Ages ages(Contender contender, int writes, Trouble trouble) throws SQLException {
        List<Double> millis = new ArrayList<>();
        int never = 0;
        try (Turns turns = new Turns(1, (number, port) -> started(contender, port));
                Connection writer = parts.connect()) {
            write(writer);
            for (int i = 0; i < writes; i++) {
                if (contender.caches()) {
                    Await.until("answers without the database", PATIENCE, () -> isKept(turns, writer));
                }
                trouble.begin(writer);
                write(writer);
                long committed = System.nanoTime();
                Turns.Took seen = turns.tell(0, "until " + written);
                trouble.end();
                if (seen.elapsed() == 0) {
                    never++;
                } else {
                    millis.add(Math.max(0, seen.elapsed() - committed) / 1e6);
                }
            }
        }
        return new Ages(millis.stream().sorted().toList(), never);
    }

    private void write(Connection writer) throws SQLException {
        written++;
        Sql.execute(writer, "update part set quantity = " + written + ", name = '', price = 0::numeric where id = 0");
    }

    /** Whether the reader was answered several times and the database was not asked. */
    private boolean isKept(Turns turns, Connection observer) {
        try {
            long asked = Parts.asked(observer);
            long before = turns.tell(0, "asked 0").elapsed();
            pause(2);
            boolean kept = turns.tell(0, "asked 0").elapsed() - before >= 3;
            return kept && Parts.asked(observer) == asked;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Mostly as long, never in step with anything. */
    private void pause(long millis) {
        long end = System.nanoTime() + millis * 500_000 + random.nextInt((int) millis * 1_000_000);
        Await.whether(PATIENCE, () -> System.nanoTime() - end > 0);
    }

    private ForkedJvm started(Contender contender, int port) {
        List<String> flags = new ArrayList<>(contender.flags(covet));
        flags.addAll(parts.place().flags());
        return ForkedJvm.mainClass(FreshMain.class.getName(), classPath)
                .flags(flags.toArray(String[]::new))
                .arguments(contender.name(), String.valueOf(port))
                .start();
    }
}
