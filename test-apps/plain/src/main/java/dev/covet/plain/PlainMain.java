package dev.covet.plain;

/** Starts plain from the command line. */
public final class PlainMain {
    private PlainMain() {}

    public static void main(String[] arguments) {
        // The MariaDB driver prints each failure on the console as well as throwing it; once is enough.
        System.setProperty("mariadb.logging.disable", System.getProperty("mariadb.logging.disable", "true"));
        System.exit(
                new PlainCommand(System.getenv("PLAIN_PASSWORD")).commandLine().execute(arguments));
    }
}
