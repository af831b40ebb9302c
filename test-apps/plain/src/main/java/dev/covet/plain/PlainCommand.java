package dev.covet.plain;

import dev.covet.plain.database.DatabaseSettings;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: reads the settings, starts plain, and waits until the process is ended. */
@Command(
        name = "plain",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = "plain 0.1.0",
        description = "A small lending library over HTTP, kept in a database.")
final class PlainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "JDBC-URL",
            description = "The database: jdbc:h2:…, jdbc:mariadb:…, jdbc:mysql:…, jdbc:postgresql:… or jdbc:sqlite:….")
    private String url = "";

    @Option(names = "--user", description = "The database user.")
    private @Nullable String user;

    @Option(names = "--password", description = "Its password. Better: the environment variable PLAIN_PASSWORD.")
    private @Nullable String password;

    @Option(names = "--port", defaultValue = "8081", description = "0 takes any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "BOOKS",
            defaultValue = "1000",
            description = "How many books an empty library gets. Default: ${DEFAULT-VALUE}.")
    private int seed;

    private final @Nullable String environmentPassword;

    PlainCommand(@Nullable String environmentPassword) {
        this.environmentPassword = environmentPassword;
    }

    CommandLine commandLine() {
        return new CommandLine(this)
                .setParameterExceptionHandler((exception, arguments) -> {
                    String message = String.valueOf(exception.getMessage()).replaceAll("\\s*\\R\\s*", " ");
                    return fail(exception.getCommandLine(), message + ". See --help.", CommandLine.ExitCode.USAGE);
                })
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    if (exception instanceof StartProblem) {
                        return fail(commandLine, exception.getMessage(), CommandLine.ExitCode.SOFTWARE);
                    }
                    throw exception;
                });
    }

    @Override
    public Integer call() throws StartProblem, InterruptedException {
        Plain plain = Plain.start(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(plain::close, "plain-shutdown"));
        CommandLine commandLine = commandLineOfThis();
        commandLine.getOut().println("plain is ready on " + plain.address());
        commandLine.getOut().flush();
        // SIGTERM ends the process while this waits; the hook above then closes everything.
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private PlainSettings settings() {
        try {
            String secret = password == null ? environmentPassword : password;
            return new PlainSettings(
                    DatabaseSettings.of(url, user, secret), port, seed, Clock.system(ZoneId.systemDefault()));
        } catch (IllegalArgumentException problem) {
            throw new ParameterException(commandLineOfThis(), String.valueOf(problem.getMessage()), problem);
        }
    }

    private CommandLine commandLineOfThis() {
        CommandSpec parsed = spec;
        if (parsed == null) {
            throw new IllegalStateException("picocli sets the command before it is called");
        }
        return parsed.commandLine();
    }

    private static int fail(CommandLine commandLine, @Nullable String message, int exitCode) {
        commandLine.getErr().println("plain: " + message);
        commandLine.getErr().flush();
        return exitCode;
    }
}
