package dev.covet.load;

/** Starts the load generator from the command line. */
public final class LoadMain {
    private LoadMain() {}

    public static void main(String[] arguments) {
        System.exit(LoadCommand.commandLine().execute(arguments));
    }
}
