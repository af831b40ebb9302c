package dev.covet.load;

import dev.covet.load.report.LoadReport;
import dev.covet.load.workload.RequestSequence;
import dev.covet.load.workload.Workload;
import dev.covet.load.workload.WorkloadProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line: reads the settings, runs the load, prints what was found. */
@Command(
        name = "load",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = "load 0.1.0",
        description = {
            "Sends HTTP requests to an application and reports latencies and errors.",
            "Without --rate in a closed loop (users who wait and think), with it in an open loop (a fixed rate).",
            "Durations: 500ms, 60s, 2m, 1h; a number alone is seconds."
        })
final class LoadCommand implements Callable<Integer> {
    private static final int PRINT_SECONDS = 15;

    @Spec
    private @Nullable CommandSpec spec;

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

    static CommandLine commandLine() {
        return new CommandLine(new LoadCommand())
                .registerConverter(Duration.class, LoadCommand::duration)
                .setParameterExceptionHandler((exception, arguments) -> fail(
                        exception.getCommandLine(),
                        exception.getMessage() + ". See --help.",
                        CommandLine.ExitCode.USAGE))
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    if (exception instanceof LoadProblem) {
                        return fail(commandLine, exception.getMessage(), CommandLine.ExitCode.SOFTWARE);
                    }
                    throw exception;
                });
    }

    @Override
    public Integer call() throws LoadProblem, InterruptedException {
        LoadSettings settings = settings();
        if (dryRun != null) {
            RequestSequence sequence = new RequestSequence(settings.workload(), settings.seed());
            for (int number = 0; number < dryRun; number++) {
                commandLineOfThis().getOut().println(sequence.request(number));
            }
            return CommandLine.ExitCode.OK;
        }
        return run(settings);
    }

    private int run(LoadSettings settings) throws LoadProblem, InterruptedException {
        CommandLine commandLine = commandLineOfThis();
        LoadRun run = new LoadRun(settings, progress -> {
            commandLine.getErr().println(progress);
            commandLine.getErr().flush();
        });
        CountDownLatch printed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndAwait(run, printed), "load-shutdown"));
        try {
            LoadReport report = run.run();
            commandLine.getOut().print(report.toText());
            commandLine.getOut().flush();
            writeJson(report);
            return judge(report, settings.maxErrorShare());
        } finally {
            printed.countDown();
        }
    }

    private int judge(LoadReport report, double maxErrorShare) {
        if (report.total().requests() == 0) {
            return fail(
                    commandLineOfThis(),
                    "nothing was recorded: the run ended in the warm-up, or before the first answer.",
                    CommandLine.ExitCode.SOFTWARE);
        }
        double share = report.total().errorShare();
        if (share > maxErrorShare) {
            String message = String.format(
                    Locale.ROOT,
                    "%.2f %% of the requests failed, more than --max-errors %s allows.",
                    100 * share,
                    maxErrors);
            return fail(commandLineOfThis(), message, CommandLine.ExitCode.SOFTWARE);
        }
        return CommandLine.ExitCode.OK;
    }

    private void writeJson(LoadReport report) throws LoadProblem {
        if (json == null) {
            return;
        }
        try {
            Files.writeString(json, report.toJson());
        } catch (IOException failure) {
            throw new LoadProblem("cannot write the report to " + json + ": " + failure.getMessage() + ".", failure);
        }
    }

    private LoadSettings settings() {
        try {
            requireWritable(json);
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
        } catch (IllegalArgumentException | WorkloadProblem problem) {
            throw new ParameterException(commandLineOfThis(), String.valueOf(problem.getMessage()), problem);
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

    private CommandLine commandLineOfThis() {
        CommandSpec parsed = spec;
        if (parsed == null) {
            throw new IllegalStateException("picocli sets the command before it is called");
        }
        return parsed.commandLine();
    }

    /** On Ctrl-C: the main thread prints the report while this keeps the process alive. */
    private static void stopAndAwait(LoadRun run, CountDownLatch printed) {
        run.stop();
        try {
            printed.await(PRINT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
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
            throw new IllegalArgumentException("--json " + file + " cannot be written; is its folder there?");
        }
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException problem) {
            throw new TypeConversionException(String.valueOf(problem.getMessage()));
        }
    }

    private static int fail(CommandLine commandLine, @Nullable String message, int exitCode) {
        commandLine.getErr().println("load: " + String.valueOf(message).replaceAll("\\s*\\R\\s*", " "));
        commandLine.getErr().flush();
        return exitCode;
    }
}
