package dev.covet.instrumentation.jdbc.binlog;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a statement in the log is. Rows are logged as rows, so most that stand there as text change definitions. */
enum LoggedText {
    BEGIN,
    COMMIT,
    /** Of a part of a transaction, or of a table that only one session has. */
    IDLE,
    XA_COMMIT,
    XA_ROLLBACK,
    OTHER;

    private static final Pattern TEMPORARY = Pattern.compile(
            "(create( or replace)?|drop|alter|truncate)\\s*(/\\*(!\\d*)?)?\\s*temporary\\b.*", Pattern.DOTALL);
    private static final int LONGEST = 80;

    static LoggedText of(String text) {
        String start =
                text.substring(0, Math.min(text.length(), LONGEST)).strip().toLowerCase(Locale.ROOT);
        if (start.equals("begin") || start.startsWith("start transaction") || start.startsWith("xa start ")) {
            return BEGIN;
        }
        if (start.equals("commit") || start.equals("rollback")) {
            return COMMIT;
        }
        if (start.startsWith("xa commit ")) {
            return XA_COMMIT;
        }
        if (start.startsWith("xa rollback ")) {
            return XA_ROLLBACK;
        }
        boolean part = start.startsWith("savepoint ")
                || start.startsWith("rollback to ")
                || start.startsWith("release savepoint ")
                || start.startsWith("xa end ");
        return part || TEMPORARY.matcher(start).matches() ? IDLE : OTHER;
    }
}
