package dev.covet.plain.database;

import java.sql.SQLException;
import java.util.Objects;

/** Says in one line why the database could not be used at start, and what to do. */
public final class ConnectProblem {
    private static final int CONNECTION_BROKEN_H2 = 90067;
    private static final int UNKNOWN_DATABASE_MARIADB = 1049;

    private ConnectProblem() {}

    public static String sentence(DatabaseSettings settings, SQLException failure) {
        String reason = reason(settings, failure);
        return "cannot use " + settings.urlForMessages() + ": " + reason + (reason.endsWith(".") ? " " : ". ")
                + advice(settings, failure);
    }

    private static String advice(DatabaseSettings settings, SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (settings.dialect() == Dialect.SQLITE) {
            return "Check that the folder in --url exists, that the file can be written, and that it is an SQLite file.";
        }
        if (state.startsWith("28") || state.equals("08004")) {
            return "Check --user, and the password in PLAIN_PASSWORD or --password.";
        }
        if (state.startsWith("3D") || failure.getErrorCode() == UNKNOWN_DATABASE_MARIADB) {
            return "Create that database, or correct its name in --url.";
        }
        if (state.startsWith("42")) {
            return "Check that the user may create tables, and that there are no other tables named authors, books,"
                    + " members or loans.";
        }
        if (state.startsWith("08") || failure.getErrorCode() == CONNECTION_BROKEN_H2) {
            return "Start the database, or correct host and port in --url.";
        }
        return "Check --url.";
    }

    /** The driver's first line, without the password that some drivers repeat with the URL. */
    private static String reason(DatabaseSettings settings, SQLException failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        String firstLine = message.strip().lines().findFirst().orElse(failure.toString());
        return firstLine.replace(settings.url(), settings.urlForMessages()).strip();
    }
}
