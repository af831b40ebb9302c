package dev.covet.agent.tooling.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one command of the agent's jar. */
public final class AgentMain {
    private static final int USAGE = 2;

    private AgentMain() {}

    /** Runs the command that the arguments name; the exit status of the process. */
    public static int run(String version, String jar, String[] arguments) {
        return run(version, jar, Arrays.asList(arguments), System.out, System.err);
    }

    static int run(String version, String jar, List<String> arguments, PrintStream out, PrintStream err) {
        Map<String, Command> commands = commands(version, jar);
        String name = arguments.isEmpty() ? "help" : arguments.get(0).replaceFirst("^--?", "");
        Command command = commands.get(name);
        if (command == null) {
            err.println("COVET-2008 There is no command '" + arguments.get(0) + "'. Commands are "
                    + String.join(", ", commands.keySet()) + ".");
            return USAGE;
        }
        return command.action().run(out, arguments.subList(Math.min(1, arguments.size()), arguments.size()));
    }

    /** Every command; a new one is a line here. */
    private static Map<String, Command> commands(String version, String jar) {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("help", new Command("says this", (out, arguments) -> help(out, jar, commands)));
        commands.put("version", new Command("the version of this jar", (out, arguments) -> {
            out.println("Covet " + version + ", Java " + Runtime.version());
            return 0;
        }));
        commands.put(
                "settings",
                new Command(
                        "all settings: value, source, default, range; a file or key=value,… may follow, --json",
                        Commands::settings));
        commands.put(
                "doctor",
                new Command(
                        "what an application with the agent would meet on this machine, --json",
                        (out, arguments) -> Commands.doctor(out, jar, arguments)));
        return commands;
    }

    private static int help(PrintStream out, String jar, Map<String, Command> commands) {
        out.println("Covet is a Java agent. Start your application with:");
        out.println("  java -javaagent:" + jar + " ...");
        out.println("Behind the jar a YAML file or settings may stand. Example:");
        out.println("  java -javaagent:" + jar + "=log.level=debug ...");
        out.println("Commands of this jar (java -jar " + jar + " <command>):");
        commands.forEach((name, command) -> out.println("  " + name + "  " + command.description()));
        return 0;
    }

    /**
     * One command.
     *
     * @param description for the help
     * @param action what it does
     */
    private record Command(String description, Action action) {}

    /** Prints something and says with which status to exit. */
    private interface Action {
        int run(PrintStream out, List<String> arguments);
    }
}
