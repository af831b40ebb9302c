package dev.covet.plain;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts plain from the command line. */
public final class PlainMain {
    /** Held here, as the log manager forgets a logger and its level when nobody holds it. */
    private static final Logger POSTGRESQL_LOG = Logger.getLogger("org.postgresql");

    private PlainMain() {}

    public static void main(String[] arguments) {
        logFailuresOnce();
        System.exit(
                new PlainCommand(System.getenv("PLAIN_PASSWORD")).commandLine().execute(arguments));
    }

    /** Two drivers print some failures on the console as well as throwing them. */
    private static void logFailuresOnce() {
        System.setProperty("mariadb.logging.disable", System.getProperty("mariadb.logging.disable", "true"));
        POSTGRESQL_LOG.setLevel(Level.SEVERE);
    }
}
