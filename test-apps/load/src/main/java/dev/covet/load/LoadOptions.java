package dev.covet.load;

import dev.covet.load.workload.Workload;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the command line, and the settings that they make. */
final class LoadOptions {
    @Option(names = "--url", defaultValue = "http://localhost:8080", description = "Default: ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://localhost:8080");

    @Option(names = "--allow-remote", description = "Accept a host that is not this machine.")
    private boolean allowRemote;

    @Option(names = "--workload", paramLabel = "FILE", description = "Default: the workload of the demo shop.")
    private @Nullable Path workload;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same requests. Default: 1.")
    private long seed;

    @Option(names = "--users", description = "Users of the closed loop. Default: 10.")
    private @Nullable Integer users;

    @Option(names = "--think", description = "How long a user waits after an answer. Default: 100ms.")
    private @Nullable Duration think;

    @Option(names = "--rate", description = "Requests a second in an open loop.")
    private @Nullable Double rate;

    @Option(names = "--threads", description = "Requests under way at once in an open loop. Default: 64.")
    private @Nullable Integer threads;

    @Option(names = "--duration", defaultValue = "60s", description = "Recorded time. Default: ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--requests",
            defaultValue = "100000",
            description = "At most so many, those of the warm-up too. Default: ${DEFAULT-VALUE}.")
    private long requests;

    @Option(names = "--warm-up", defaultValue = "5s", description = "Unrecorded time. Default: ${DEFAULT-VALUE}.")
    private Duration warmUp = Duration.ZERO;

    @Option(names = "--timeout", defaultValue = "10s", description = "For one request. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--report-every", defaultValue = "10s", description = "Default: ${DEFAULT-VALUE}.")
    private Duration reportEvery = Duration.ZERO;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON too.")
    private @Nullable Path json;

    @Option(
            names = "--max-errors",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "Exit code 1 when a larger share of the requests fails. Default: ${DEFAULT-VALUE}.")
    private double maxErrors;

    @Option(names = "--dry-run", paramLabel = "COUNT", description = "Print the first requests and send none.")
    private @Nullable Integer dryRun;

    /** Throws IllegalArgumentException or WorkloadProblem with what is wrong. */
    LoadSettings settings() {
        requireWritable(json);
        if (dryRun != null) {
            LoadSettings.requireRange("dry-run", dryRun, 0, 1_000_000);
        }
        return LoadSettings.of(url)
                .allowRemote(allowRemote)
                .workload(workload == null ? Workload.petshop() : Workload.read(workload))
                .pace(pace())
                .seed(seed)
                .duration(duration)
                .maxRequests(requests)
                .warmUp(warmUp)
                .timeout(timeout)
                .reportEvery(reportEvery)
                .maxErrorShare(maxErrors / 100)
                .build();
    }

    /** Where the report goes as JSON too. */
    Optional<Path> json() {
        return Optional.ofNullable(json);
    }

    /** How many requests are to be printed instead of sent. */
    Optional<Integer> dryRun() {
        return Optional.ofNullable(dryRun);
    }

    double maxErrors() {
        return maxErrors;
    }

    static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException problem) {
            throw new TypeConversionException(String.valueOf(problem.getMessage()));
        }
    }

    private Pace pace() {
        if (rate == null) {
            requireUnused(threads, "--threads", "without --rate");
            return new Pace.Closed(users == null ? 10 : users, think == null ? Duration.ofMillis(100) : think);
        }
        requireUnused(users, "--users", "with --rate");
        requireUnused(think, "--think", "with --rate");
        return new Pace.Open(rate, threads == null ? 64 : threads);
    }

    private static void requireUnused(@Nullable Object value, String option, String when) {
        if (value != null) {
            throw new IllegalArgumentException(option + " has no meaning " + when);
        }
    }

    /** Before the run, as a report that cannot be written would be lost. */
    private static void requireWritable(@Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        boolean newFile = folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (Files.isDirectory(file) || !(Files.isWritable(file) || newFile)) {
            throw new IllegalArgumentException(
                    "--json " + file + " cannot be written; its folder must be there and writable");
        }
    }
}
