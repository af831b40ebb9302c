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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Starts the application "plain" on H2 with each variant in turn, several times over, and takes medians. */
final class StartRuns {
    private final Agents agents;
    private final int rounds;
    private final String jdk;
    private final String classPath;

    StartRuns(Agents agents, int rounds, String jdk, String classPath) {
        this.agents = agents;
        this.rounds = rounds;
        this.jdk = jdk;
        this.classPath = classPath;
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

    Map<Variant, Start> run(List<Variant> variants) throws IOException, InterruptedException {
        Map<Variant, List<Start>> starts = new EnumMap<>(Variant.class);
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                try (TelemetrySink sink = new TelemetrySink()) {
                    starts.computeIfAbsent(variant, any -> new ArrayList<>()).add(start(variant, sink.endpoint()));
                }
            }
        }
        Map<Variant, Start> medians = new EnumMap<>(Variant.class);
        starts.forEach((variant, all) -> medians.put(variant, median(all)));
        return medians;
    }

    private Start start(Variant variant, String endpoint) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(variant.flags(agents, endpoint));
        flags.add("-Xmx256m");
        flags.add("-Xshare:auto");
        long began = System.nanoTime();
        try (ForkedJvm application = ForkedJvm.mainClass("dev.covet.benchmarks.StartedMain", classPath)
                .jdk(Integer.parseInt(jdk))
                .flags(flags.toArray(String[]::new))
                .arguments("--url", "jdbc:h2:mem:plain", "--port", "0", "--seed", "100")
                .start()) {
            application.awaitLine("main", Duration.ofSeconds(60));
            double main = (System.nanoTime() - began) / 1e6;
            String ready = application.awaitLine("plain is ready on ", Duration.ofSeconds(60));
            get(ready.substring(ready.indexOf("http")).strip() + "books");
            double answered = (System.nanoTime() - began) / 1e6;
            Path process = Path.of("/proc", String.valueOf(application.pid()));
            double cpu = cpuSeconds(process);
            double resident = residentMegabytes(process);
            return new Start(main, answered, cpu, resident, loadedClasses(application.pid()));
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
