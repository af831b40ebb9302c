package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.nplus1.oracle.Disturbance.Trait;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** Runs programs with disturbances through a bare and a prefetching pool, and compares what they saw. */
final class Interleaving implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Interleaving.class.getName());

    private static final boolean EVERYWHERE = Boolean.getBoolean("nplus1.all");
    private static final int[] ALL_POINTS = IntStream.range(0, Program.POINTS).toArray();

    private static final int MOST_WARMING = 20;

    private final Store store;
    private final Supplier<Rig> maker;
    private final Rig bare;
    private Rig prefetching;
    private final List<String> differences = new ArrayList<>();
    private final Map<Level, Integer> served = new TreeMap<>();
    private int programs;
    private int statements;
    private int made;
    private int turn;
    private int seen;

    Interleaving(Store store, String url, Supplier<Rig> maker) {
        this.store = store;
        this.maker = maker;
        this.bare = Rig.bare(store.database(), url);
        this.prefetching = taught();
    }

    /** One that has seen which tables are changed, so that it asks what changes with them. */
    private Rig taught() {
        Rig made = maker.get();
        try (Connection connection = made.source().getConnection()) {
            for (String sql : store.changes()) {
                SharedDisturbances.update(connection, sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return made;
    }

    static Supplier<Rig> usual(Store store, String url, PrefetchSettings settings) {
        return () -> Rig.prefetching(store.database(), url, settings);
    }

    /** All of these, each anywhere: nothing differs, and so many answers at least came from batches. */
    static void check(Store store, String url, Level level, List<Disturbance> all, int answers) throws Exception {
        try (Interleaving interleaving = new Interleaving(store, url, usual(store, url, Rig.LONG))) {
            for (Disturbance disturbance : all) {
                interleaving.all(level, disturbance);
            }
            LOG.info(interleaving::summary);
            assertThat(interleaving.differences()).isEmpty();
            assertThat(interleaving.served().get(level)).isGreaterThan(level == Level.SERIALIZABLE ? -1 : answers);
        }
    }

    void all(Level level, Disturbance disturbance) throws Exception {
        if ((level == Level.SERIALIZABLE && disturbance.is(Trait.NOT_SERIALIZABLE))
                || (level != Level.AUTOCOMMIT && disturbance.is(Trait.ONLY_AUTOCOMMIT))) {
            return;
        }
        // Where nothing is prefetched little can go wrong.
        if (!EVERYWHERE && seen++ % (level == Level.SERIALIZABLE ? 12 : 3) != 0) {
            return;
        }
        List<List<String>> explained = new ArrayList<>();
        for (int steps = 0;
                steps < (disturbance.is(Trait.FOREIGN) ? disturbance.steps().size() : 0);
                steps++) {
            explained.add(run(bare, level, disturbance.first(steps), 0));
        }
        for (int point : points()) {
            one(level, disturbance, point, explained);
        }
    }

    /** Of each disturbance another one, so that all points have their turn; at night all of them. */
    private int[] points() {
        int point = turn++ % Program.POINTS;
        return EVERYWHERE ? ALL_POINTS : new int[] {point};
    }

    void one(Level level, Disturbance disturbance, int point, List<List<String>> explained) throws Exception {
        warm(level, disturbance);
        List<String> expected = run(bare, level, disturbance, point);
        statements += bare.traffic().sent().size();
        List<String> actual = run(prefetching, level, disturbance, point);
        programs++;
        statements += prefetching.traffic().sent().size();
        served.merge(level, prefetching.traffic().served().size(), Integer::sum);
        if (!prefetching.errors().isEmpty()) {
            differences.add(level + ", " + disturbance + ", point " + point + " errors " + prefetching.errors());
            prefetching.errors().clear();
        }
        if (!same(expected, actual, explained, level.seesOthers() && disturbance.is(Trait.FOREIGN))) {
            differences.add(level + ", " + disturbance + ", point " + point + "\n  bare        "
                    + String.join("\n              ", expected) + "\n  prefetching "
                    + String.join("\n              ", actual));
        }
    }

    /** Each line as it is without us, or, where others have committed, as it was before they did. */
    private static boolean same(
            List<String> expected, List<String> actual, List<List<String>> explained, boolean foreign) {
        if (!foreign) {
            return expected.equals(actual);
        }
        boolean same = expected.size() == actual.size();
        for (int i = 0; same && i < expected.size(); i++) {
            String line = actual.get(i);
            same = line.equals(expected.get(i))
                    || (line.startsWith("inner ") && explained.stream().anyMatch(each -> each.contains(line)));
        }
        return same;
    }

    private List<String> run(Rig rig, Level level, Disturbance disturbance, int point) throws Exception {
        List<String> transcript = rig.request(() -> new Program(rig, store, level, disturbance, point).run());
        reset(disturbance);
        return transcript;
    }

    private void reset(Disturbance disturbance) throws SQLException {
        if (disturbance.steps().isEmpty()) {
            return;
        }
        if (disturbance.is(Trait.SCHEMA)) {
            bare.evictAll();
            prefetching.evictAll();
            store.rebuild();
        } else {
            store.refill();
        }
    }

    /**
     * Until all answers come from batches, or half of them where each program has a connection of its own, which asks at
     * first to know the statement; with another pool where something was unlearned.
     */
    private void warm(Level level, Disturbance disturbance) throws Exception {
        Level known = level == Level.SERIALIZABLE ? Level.READ_COMMITTED : level;
        int enough = disturbance.dirty() ? Program.ROWS / 2 : Program.ROWS;
        if (level == Level.REPEATABLE_READ) {
            // Of the catalog nothing is learned within a snapshot.
            run(prefetching, Level.READ_COMMITTED, disturbance.first(0), 0);
        }
        for (int attempt = 0; attempt < MOST_WARMING; attempt++) {
            run(prefetching, known, disturbance.first(0), 0);
            if (prefetching.traffic().served().size() >= enough || disturbance.is(Trait.NEVER_SERVED)) {
                return;
            }
            if (attempt == MOST_WARMING / 2) {
                prefetching.close();
                prefetching = taught();
                made++;
            }
        }
        throw new IllegalStateException("it does not learn " + disturbance);
    }

    List<String> differences() {
        return differences;
    }

    Map<Level, Integer> served() {
        return served;
    }

    String summary() {
        return programs + " programs, " + statements + " statements, served " + served + ", " + differences.size()
                + " differences, pools " + made;
    }

    @Override
    public void close() {
        bare.close();
        prefetching.close();
    }
}
