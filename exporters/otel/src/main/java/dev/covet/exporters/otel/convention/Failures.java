package dev.covet.exporters.otel.convention;

import io.opentelemetry.api.common.Attributes;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a span says about an exception. Messages of databases quote data; what may be data is replaced. */
public final class Failures {
    private static final int DEPTH = 5;
    private static final int MOST_FRAMES = 40;
    private static final int LONGEST_MESSAGE = 512;
    private static final String REFUSED = "COVET-4401 ";

    /** Products whose SQLSTATE says little, or that document another number. */
    private static final Set<String> BY_NUMBER =
            Set.of("mysql", "mariadb", "sqlite", "oracle.db", "microsoft.sql_server", "ibm.db2");

    private static final Set<String> BY_STATE =
            Set.of("postgresql", "cockroachdb", "aws.redshift", "h2database", "hsqldb", "derby", "trino", "clickhouse");

    private Failures() {}

    /** The code by which the product's manual lists the error; null if there is none. */
    public static @Nullable String statusCode(Throwable failure, String system) {
        if (!(failure instanceof SQLException exception)) {
            return null;
        }
        String state = exception.getSQLState();
        boolean hasState = state != null && !state.isEmpty();
        boolean hasNumber = exception.getErrorCode() != 0;
        if (BY_STATE.contains(system) && hasState) {
            return state;
        }
        if (BY_NUMBER.contains(system) && hasNumber) {
            return Integer.toString(exception.getErrorCode());
        }
        if (hasState && hasNumber) {
            return state + "/" + exception.getErrorCode();
        }
        return hasState ? state : hasNumber ? Integer.toString(exception.getErrorCode()) : null;
    }

    /** Whether the breaker has refused the call, so that the database was not asked. */
    static boolean isRefusal(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof SQLTransientConnectionException && message != null && message.startsWith(REFUSED);
    }

    public static String type(Throwable failure, @Nullable String statusCode) {
        return statusCode == null ? failure.getClass().getName() : statusCode;
    }

    /** The first line, with a question mark in place of each quoted value. */
    public static String message(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return "";
        }
        int end = message.indexOf('\n');
        String line = message.substring(0, Math.min(end < 0 ? message.length() : end, LONGEST_MESSAGE));
        SQLException exception = database(failure);
        String state = exception == null || exception.getSQLState() == null ? "" : exception.getSQLState();
        boolean aboutData = state.startsWith("22") || (state.startsWith("23") && !isPostgres(exception));
        return unquoted(line, aboutData);
    }

    /** What frameworks wrap: they repeat the database's message in theirs. */
    private static @Nullable SQLException database(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            if (at instanceof SQLException exception) {
                return exception;
            }
            at = at.getCause();
        }
        return null;
    }

    /** PostgreSQL's drivers put values of broken constraints into further lines, and names into double quotes. */
    private static boolean isPostgres(@Nullable SQLException failure) {
        return failure != null && failure.getClass().getName().contains("postgresql");
    }

    private static String unquoted(String line, boolean doubleQuotesToo) {
        StringBuilder text = new StringBuilder(line.length());
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            boolean quote = c == '\'' || (c == '"' && doubleQuotesToo);
            // An apostrophe between letters is one: can't.
            boolean apostrophe = c == '\'' && i > 0 && Character.isLetterOrDigit(line.charAt(i - 1));
            if (!quote || apostrophe) {
                text.append(c);
                i++;
                continue;
            }
            text.append(c).append('?').append(c);
            int end = line.lastIndexOf(c, line.length() - 1);
            int next = line.indexOf(c, i + 1);
            i = next < 0 ? line.length() : endOfValue(line, c, next, end) + 1;
        }
        return text.toString();
    }

    /** A quote inside a value is doubled. */
    private static int endOfValue(String line, char quote, int first, int last) {
        int end = first;
        while (end < last && end + 1 < line.length() && line.charAt(end + 1) == quote) {
            int next = line.indexOf(quote, end + 2);
            if (next < 0) {
                return end + 1;
            }
            end = next;
        }
        return end;
    }

    /** The attributes of an exception event. */
    public static Attributes event(Throwable failure) {
        return Attributes.of(
                Keys.EXCEPTION_TYPE,
                failure.getClass().getName(),
                Keys.EXCEPTION_MESSAGE,
                message(failure),
                Keys.EXCEPTION_STACK,
                stack(failure));
    }

    private static String stack(Throwable failure) {
        StringBuilder stack = new StringBuilder(1024);
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            stack.append(depth == 0 ? "" : "Caused by: ").append(at.getClass().getName());
            stack.append(": ").append(message(at)).append('\n');
            StackTraceElement[] frames = at.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                stack.append("\tat ").append(frames[i]).append('\n');
            }
            if (frames.length > MOST_FRAMES) {
                stack.append("\t... ").append(frames.length - MOST_FRAMES).append(" more\n");
            }
            at = at.getCause();
        }
        return stack.toString();
    }
}
