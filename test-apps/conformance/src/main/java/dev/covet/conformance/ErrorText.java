package dev.covet.conformance;

import java.sql.BatchUpdateException;
import java.sql.DataTruncation;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.TreeMap;
import javax.transaction.xa.XAException;

/** Everything an application can read off a throwable, as text. */
final class ErrorText {
    private static final int DEPTH = 10;

    private ErrorText() {}

    static String of(Throwable error) {
        StringBuilder text = new StringBuilder();
        append(text, error, DEPTH);
        StackTraceElement[] stack = error.getStackTrace();
        if (stack.length > 0 && error instanceof SQLException) {
            text.append(" thrown by ")
                    .append(stack[0].getClassName())
                    .append('.')
                    .append(stack[0].getMethodName());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Throwable error, int depth) {
        text.append(error.getClass().getName());
        String message = error.getMessage();
        text.append(message == null ? " no message" : " " + Quotes.quote(Normal.of(message)));
        if (error instanceof SQLException sql) {
            text.append(" state ").append(sql.getSQLState()).append(" code ").append(sql.getErrorCode());
            special(text, sql);
        }
        if (error instanceof XAException xa) {
            text.append(" code ").append(xa.errorCode);
        }
        if (error.getSuppressed().length > 0) {
            text.append(" suppressed ").append(error.getSuppressed().length);
        }
        if (depth > 0) {
            chain(text, error, depth - 1);
        }
    }

    private static void chain(StringBuilder text, Throwable error, int depth) {
        Throwable cause = error.getCause();
        if (cause != null) {
            text.append(" caused by {");
            append(text, cause, depth);
            text.append('}');
        }
        SQLException next = error instanceof SQLWarning warning
                ? warning.getNextWarning()
                : error instanceof SQLException sql ? sql.getNextException() : null;
        if (next != null) {
            text.append(" next {");
            append(text, next, depth);
            text.append('}');
        }
    }

    private static void special(StringBuilder text, SQLException error) {
        if (error instanceof BatchUpdateException batch) {
            text.append(" counts ")
                    .append(Arrays.toString(batch.getUpdateCounts()))
                    .append(' ')
                    .append(Arrays.toString(batch.getLargeUpdateCounts()));
        } else if (error instanceof DataTruncation truncation) {
            text.append(" index ")
                    .append(truncation.getIndex())
                    .append(" size ")
                    .append(truncation.getDataSize())
                    .append(" to ")
                    .append(truncation.getTransferSize());
        } else if (error instanceof SQLClientInfoException info && info.getFailedProperties() != null) {
            text.append(" failed ").append(new TreeMap<>(info.getFailedProperties()));
        }
    }
}
