package dev.covet.demo;

import dev.covet.fixtures.FixtureException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Where the demo starts on a JDK that is new enough. */
public final class DemoMain {
    private DemoMain() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine commandLine = new CommandLine(new DemoCommand(out))
                .setOut(out)
                .setErr(errors)
                .setParameterExceptionHandler((problem, given) -> {
                    errors.println("demo: " + problem.getMessage() + ". See --help.");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof DemoProblem || problem instanceof FixtureException) {
                        errors.println(problem.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw problem;
                });
        System.exit(commandLine.execute(arguments));
    }
}
