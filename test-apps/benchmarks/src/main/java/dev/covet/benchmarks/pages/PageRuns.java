package dev.covet.benchmarks.pages;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Shows pages in JVMs of their own against one PostgreSQL, each way in turn, several times over; takes medians. */
final class PageRuns implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String DIRECTLY = "";

    private final PostgresServer server = PostgresServer.start();
    private final TestDatabase database = server.createDatabase();
    private final NetworkDelay network;
    private final String address;
    private final String classPath;
    private final boolean quick;

    /** A server with the clinic, on this machine. */
    PageRuns(String classPath, boolean quick) throws SQLException {
        this.classPath = classPath;
        this.quick = quick;
        try (Connection connection = database.connect()) {
            Clinic.fill(connection);
        }
        URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        this.address = url.getHost() + ":" + url.getPort();
        this.network = NetworkDelay.before(url.getHost(), url.getPort());
    }

    /**
     * Something to compare.
     *
     * @param title in the table
     * @param flags of its JVM, made anew for each
     */
    record Runner(String title, Way way, Supplier<List<String>> flags) {}

    /** By title, in the order of the runners. */
    Map<String, Shown> run(List<Runner> runners, Duration roundTrip, int owners) {
        network.delay(roundTrip.dividedBy(2));
        String through = roundTrip.isZero() ? DIRECTLY : network.host() + ":" + network.port();
        Map<String, List<Shown>> all = new LinkedHashMap<>();
        for (int round = 0; round < (quick ? 1 : 3); round++) {
            for (Runner runner : runners) {
                all.computeIfAbsent(runner.title(), title -> new ArrayList<>()).add(shown(runner, through, owners));
            }
        }
        Map<String, Shown> medians = new LinkedHashMap<>();
        all.forEach((title, shown) -> medians.put(title, median(shown)));
        return medians;
    }

    private Shown shown(Runner runner, String through, int owners) {
        String url = database.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
        List<String> flags = new ArrayList<>(runner.flags().get());
        flags.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"));
        try (ForkedJvm application = ForkedJvm.mainClass("dev.covet.benchmarks.pages.PageMain", classPath)
                .flags(flags.toArray(String[]::new))
                .arguments(
                        through.equals(DIRECTLY) ? url : url.replace(address, through),
                        url,
                        runner.way().name(),
                        String.valueOf(owners),
                        quick ? "3000" : "6000",
                        quick ? "2000" : "5000")
                .start()) {
            return Shown.of(application.awaitLine(Shown.BEGIN, PATIENCE));
        }
    }

    private static Shown median(List<Shown> all) {
        return new Shown(
                median(all, Shown::median),
                median(all, Shown::mean),
                median(all, Shown::statements),
                median(all, Shown::processor),
                all.stream().mapToInt(Shown::pages).sum(),
                all.get(0).read());
    }

    private static double median(List<Shown> all, ToDoubleFunction<Shown> figure) {
        List<Double> sorted = all.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    @Override
    public void close() {
        network.close();
        database.close();
        server.close();
    }
}
