package dev.covet.load;

import dev.covet.load.report.LoadReport;
import dev.covet.load.workload.RequestSequence;
import dev.covet.load.workload.WorkloadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Mixin
    private final LoadOptions options = new LoadOptions();

    static CommandLine commandLine() {
        return new CommandLine(new LoadCommand())
                .registerConverter(Duration.class, LoadOptions::duration)
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
        Optional<Integer> dryRun = options.dryRun();
        if (dryRun.isEmpty()) {
            return run(settings);
        }
        RequestSequence sequence = new RequestSequence(settings.workload(), settings.seed());
        for (int number = 0; number < dryRun.get(); number++) {
            commandLineOfThis().getOut().println(sequence.request(number));
        }
        return CommandLine.ExitCode.OK;
    }

    private LoadSettings settings() {
        try {
            return options.settings();
        } catch (IllegalArgumentException | WorkloadProblem problem) {
            throw new ParameterException(commandLineOfThis(), String.valueOf(problem.getMessage()), problem);
        }
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
                    options.maxErrors());
            return fail(commandLineOfThis(), message, CommandLine.ExitCode.SOFTWARE);
        }
        return CommandLine.ExitCode.OK;
    }

    private void writeJson(LoadReport report) throws LoadProblem {
        Path file = options.json().orElse(null);
        try {
            if (file != null) {
                Files.writeString(file, report.toJson());
            }
        } catch (IOException failure) {
            throw new LoadProblem("cannot write the report to " + file + ": " + failure.getMessage() + ".", failure);
        }
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

    private static int fail(CommandLine commandLine, @Nullable String message, int exitCode) {
        commandLine.getErr().println("load: " + String.valueOf(message).replaceAll("\\s*\\R\\s*", " "));
        commandLine.getErr().flush();
        return exitCode;
    }
}
