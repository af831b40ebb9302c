package dev.covet.plain;

/** Starts plain from the command line. */
public final class PlainMain {
    private PlainMain() {}

    public static void main(String[] arguments) {
        System.exit(
                new PlainCommand(System.getenv("PLAIN_PASSWORD")).commandLine().execute(arguments));
    }
}
