package dev.covet.optimizer.features.breaker;

import java.sql.SQLException;

/** A failure in one line, for messages. */
final class ErrorText {
    private static final int LONGEST = 200;

    private ErrorText() {}

    static String of(Throwable failure) {
        String message = failure.getMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        String state = failure instanceof SQLException exception && exception.getSQLState() != null
                ? " [" + exception.getSQLState() + ']'
                : "";
        String text = failure.getClass().getSimpleName() + state + (line.isEmpty() ? "" : ": " + line);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
