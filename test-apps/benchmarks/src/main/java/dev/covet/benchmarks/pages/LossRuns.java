package dev.covet.benchmarks.pages;

import dev.covet.benchmarks.turns.Paired;
import dev.covet.benchmarks.turns.Turns;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows one page in several JVMs in turns of a tenth of a second, so that what else the machine does falls on all of them.
 * Each JVM warms up on another database of the same server without a delay: what Covet has learned is of the database, and
 * what the JVM has compiled is not.
 */
final class LossRuns implements AutoCloseable {
    private static final double BLOCK_NANOS = 100e6;
    private static final int MOST_WARMING = 20;
    private static final int SETTLING_PAGES = 60;
    private static final int COUNTED_PAGES = 50;

    private final PostgresServer server = PostgresServer.start();
    private final TestDatabase database = server.createDatabase();
    private final TestDatabase warming = server.createDatabase();
    private final NetworkDelay network;
    private final String address;
    private final String classPath;
    private final boolean quick;
    private final List<List<String>> flags;

    /**
     * A server on this machine.
     *
     * @param flags of the JVMs that are compared
     */
    LossRuns(String classPath, boolean quick, List<List<String>> flags) throws SQLException {
        this.classPath = classPath;
        this.quick = quick;
        this.flags = flags;
        for (TestDatabase each : List.of(database, warming)) {
            try (Connection connection = each.connect()) {
                Clinic.fill(connection);
            }
        }
        URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        this.address = url.getHost() + ":" + url.getPort();
        this.network = NetworkDelay.before(url.getHost(), url.getPort());
    }

    /**
     * What was seen of a page.
     *
     * @param elapsed for each start the turns, with the milliseconds of a page in each JVM
     * @param processor the same, of processors
     * @param statements for each page, as the server has counted them at the end of the last start
     */
    record Seen(List<List<double[]>> elapsed, List<List<double[]>> processor, List<Double> statements) {
        /** Two of the JVMs. */
        Paired paired(int before, int after) {
            return paired(elapsed, before, after);
        }

        Paired processor(int before, int after) {
            return paired(processor, before, after);
        }

        private static Paired paired(List<List<double[]>> starts, int before, int after) {
            return new Paired(starts.stream()
                    .map(start -> start.stream()
                            .map(turn -> new Paired.Pair(turn[before], turn[after]))
                            .toList())
                    .toList());
        }
    }

    Seen run(Way way, Duration roundTrip) throws SQLException {
        List<List<double[]>> elapsed = new ArrayList<>();
        List<List<double[]>> processor = new ArrayList<>();
        List<Double> statements = List.of();
        for (int start = 0; start < (quick ? 2 : 5); start++) {
            network.delay(roundTrip.dividedBy(2));
            try (Turns turns = new Turns(flags.size(), (number, port) -> started(number, port, way, roundTrip))) {
                turns.tellAll(number -> "warm " + MOST_WARMING);
                elapsed.add(new ArrayList<>());
                processor.add(new ArrayList<>());
                measure(turns, elapsed.get(start), processor.get(start));
                statements = statements(turns);
            }
        }
        return new Seen(elapsed, processor, statements);
    }

    private void measure(Turns turns, List<double[]> elapsed, List<double[]> processor) {
        // Covet has learned what it learns of these pages before they end.
        List<Turns.Took> settling = turns.tellAll(number -> "show " + SETTLING_PAGES);
        double page = settling.stream().mapToLong(Turns.Took::elapsed).min().orElseThrow() / (double) SETTLING_PAGES;
        int pages = (int) Math.max(1, BLOCK_NANOS / page);
        for (int round = 0; round < (quick ? 12 : 24); round++) {
            double[] times = new double[flags.size()];
            double[] used = new double[flags.size()];
            for (int i = 0; i < times.length; i++) {
                int number = round % 2 == 0 ? i : times.length - 1 - i;
                Turns.Took took = turns.tell(number, "show " + pages);
                times[number] = took.elapsed() / 1e6 / pages;
                used[number] = took.processor() / 1e6 / pages;
            }
            elapsed.add(times);
            processor.add(used);
        }
    }

    private List<Double> statements(Turns turns) throws SQLException {
        List<Double> all = new ArrayList<>();
        try (Connection observer = database.connect()) {
            for (int i = 0; i < flags.size(); i++) {
                long before = statements(observer);
                turns.tell(i, "show " + COUNTED_PAGES);
                all.add((double) (statements(observer) - before) / COUNTED_PAGES);
            }
        }
        return all;
    }

    private static long statements(Connection observer) throws SQLException {
        try (Statement statement = observer.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select sum(s.calls) from pg_stat_statements s join pg_database d on d.oid = s.dbid where"
                                + " d.datname = current_database() and s.query !~ 'pg_stat_statements'"
                                + " and s.query ~* '^[^a-z]*(select|insert|update|with)'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private ForkedJvm started(int number, int port, Way way, Duration roundTrip) {
        List<String> all = new ArrayList<>(flags.get(number));
        all.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"));
        String url = url(database);
        return ForkedJvm.mainClass("dev.covet.benchmarks.pages.LossMain", classPath)
                .flags(all.toArray(String[]::new))
                .arguments(
                        roundTrip.isZero() ? url : url.replace(address, network.host() + ":" + network.port()),
                        url(warming),
                        way.name(),
                        String.valueOf(port))
                .start();
    }

    private String url(TestDatabase any) {
        return any.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
    }

    /** All ways, by their order. */
    Map<Way, Seen> run(List<Way> ways, Duration roundTrip) throws SQLException {
        Map<Way, Seen> seen = new TreeMap<>();
        for (Way way : ways) {
            seen.put(way, run(way, roundTrip));
        }
        return seen;
    }

    @Override
    public void close() {
        network.close();
        warming.close();
        database.close();
        server.close();
    }
}
