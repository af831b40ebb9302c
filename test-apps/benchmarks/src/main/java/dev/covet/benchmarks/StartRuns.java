package dev.covet.benchmarks;

import dev.covet.fixtures.process.ForkedJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Starts the application "plain" on H2 in each of some ways in turn, several times over, and takes medians. */
final class StartRuns {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int rounds;
    private final int jdk;
    private final String classPath;

    StartRuns(int rounds, int jdk, String classPath) {
        this.rounds = rounds;
        this.jdk = jdk;
        this.classPath = classPath;
    }

    /**
     * A way to start it.
     *
     * @param title in the table
     * @param flags for an endpoint that takes telemetry
     */
    record Way(String title, Function<String, List<String>> flags) {
        static Way of(Variant variant, Agents agents) {
            return new Way(variant.title(), endpoint -> variant.flags(agents, endpoint));
        }
    }

    /**
     * One start.
     *
     * @param mainMillis from starting the process to the first line of main
     * @param readyMillis to the answer to the first request, which asks the database
     * @param cpuSeconds of the process until then
     * @param residentMegabytes at that time
     * @param classes loaded at that time
     */
    record Start(double mainMillis, double readyMillis, double cpuSeconds, double residentMegabytes, double classes) {}

    Map<String, Start> run(List<Way> ways) throws IOException, InterruptedException {
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Way way : ways) {
                starts.computeIfAbsent(way.title(), any -> new ArrayList<>()).add(start(way));
            }
        }
        Map<String, Start> medians = new LinkedHashMap<>();
        starts.forEach((title, all) -> medians.put(title, median(all)));
        return medians;
    }

    /** Starts it once. It has ended as SIGTERM ends it when this returns. */
    Start start(Way way) throws IOException, InterruptedException {
        try (TelemetrySink sink = new TelemetrySink()) {
            List<String> flags = new ArrayList<>(way.flags().apply(sink.endpoint()));
            flags.add("-Xmx256m");
            return start(flags);
        }
    }

    private Start start(List<String> flags) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (ForkedJvm application = ForkedJvm.mainClass("dev.covet.benchmarks.StartedMain", classPath)
                .jdk(jdk)
                .flags(flags.toArray(String[]::new))
                .arguments("--url", "jdbc:h2:mem:plain", "--port", "0", "--seed", "100")
                .start()) {
            application.awaitLine("main", PATIENCE);
            double main = (System.nanoTime() - began) / 1e6;
            String ready = application.awaitLine("plain is ready on ", PATIENCE);
            get(ready.substring(ready.indexOf("http")).strip() + "books");
            double answered = (System.nanoTime() - began) / 1e6;
            Path process = Path.of("/proc", String.valueOf(application.pid()));
            double cpu = cpuSeconds(process);
            double resident = residentMegabytes(process);
            double classes = loadedClasses(application.pid());
            application.terminate(PATIENCE);
            return new Start(main, answered, cpu, resident, classes);
        }
    }

    private static void get(String url) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(url + " answered " + response.statusCode());
        }
    }

    /** User and system time, fields 14 and 15 of stat, in clock ticks of a hundredth of a second. */
    private static double cpuSeconds(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static double residentMegabytes(Path process) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** By jstat, which reads the counters of the JVM from outside and loads nothing into it. */
    private static double loadedClasses(long pid) throws IOException, InterruptedException {
        Path jstat = Path.of(System.getProperty("java.home"), "bin", "jstat");
        Process counters = new ProcessBuilder(jstat.toString(), "-class", String.valueOf(pid)).start();
        String answer = new String(counters.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (counters.waitFor() != 0) {
            return Double.NaN;
        }
        return Double.parseDouble(
                answer.lines().skip(1).findFirst().orElse("NaN").strip().split("\\s+", 2)[0]);
    }

    private static Start median(List<Start> starts) {
        return new Start(
                median(starts, Start::mainMillis),
                median(starts, Start::readyMillis),
                median(starts, Start::cpuSeconds),
                median(starts, Start::residentMegabytes),
                median(starts, Start::classes));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
        List<Double> sorted = starts.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
