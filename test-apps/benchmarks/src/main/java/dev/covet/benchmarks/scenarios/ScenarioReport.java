package dev.covet.benchmarks.scenarios;

import dev.covet.benchmarks.cache.Place;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.redis.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Prints which scenarios show an application something else than the bare driver does. */
public final class ScenarioReport {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String classPath;
    private final List<String> covet;
    private final Path others;

    /**
     * To be printed once.
     *
     * @param covet the flags of a JVM with Covet
     * @param others the folder with the AWS wrapper
     */
    public ScenarioReport(String classPath, List<String> covet, Path others) {
        this.classPath = classPath;
        this.covet = covet;
        this.others = others;
    }

    public void print(Consumer<String> lines) {
        List<String> agent = new ArrayList<>(covet);
        agent.add("-Dcovet.cache.mode=on");
        try (PostgresServer server = PostgresServer.start();
                RedisServer redis = RedisServer.start()) {
            List<String> expected = played(server, redis, "DRIVER", List.of());
            List<String> ours = played(server, redis, "COVET", agent);
            List<String> theirs = played(server, redis, "AWS", List.of());
            lines.accept("");
            lines.accept("| | scenario | bare driver | Covet | AWS wrapper |");
            lines.accept("|---:|---|---|---|---|");
            Scenario[] scenarios = Scenario.values();
            for (int i = 0; i < scenarios.length; i++) {
                String right = expected.get(i);
                lines.accept("| " + (i + 1) + " | " + scenarios[i].title() + " | " + right + " | "
                        + verdict(right, ours.get(i)) + " | " + verdict(right, theirs.get(i)) + " |");
            }
            lines.accept("| | right | | " + right(expected, ours) + " of " + Scenario.values().length + " | "
                    + right(expected, theirs) + " of " + Scenario.values().length + " |");
        }
    }

    private static String verdict(String right, String seen) {
        return right.equals(seen) ? "right" : "**wrong:** " + seen;
    }

    private static long right(List<String> expected, List<String> seen) {
        return IntStream.range(0, expected.size())
                .filter(i -> expected.get(i).equals(seen.get(i)))
                .count();
    }

    private List<String> played(PostgresServer server, RedisServer redis, String with, List<String> agent) {
        try (TestDatabase database = server.createDatabase(
                connection -> Sql.execute(connection, "create publication covet for all tables"))) {
            String url = database.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
            List<String> flags = new ArrayList<>(agent);
            flags.addAll(new Place(url, redis.address(), others.toString()).flags());
            List<String> seen = new ArrayList<>();
            try (ForkedJvm application = ForkedJvm.mainClass(ScenariosMain.class.getName(), classPath)
                    .flags(flags.toArray(String[]::new))
                    .arguments(with)
                    .start()) {
                for (Scenario scenario : Scenario.values()) {
                    String line = application.awaitLine(ScenariosMain.SEEN + scenario + "=", PATIENCE);
                    seen.add(line.substring(line.indexOf('=') + 1));
                }
            }
            return seen;
        }
    }
}
