package dev.covet.conformance;

import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.ConnectionEvent;
import javax.sql.StatementEvent;
import org.jspecify.annotations.Nullable;

/** Keeps events as text, with the variables that hold what they are about. */
final class EventJournal implements Journal {
    private final Function<Object, @Nullable String> names;
    private final StringBuilder text = new StringBuilder();

    EventJournal(Function<Object, @Nullable String> names) {
        this.names = names;
    }

    @Override
    public synchronized String told() {
        String told = text.toString();
        text.setLength(0);
        return told;
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        add("connection closed", event.getSource(), event.getSQLException());
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        add("connection failed", event.getSource(), event.getSQLException());
    }

    @Override
    public void statementClosed(StatementEvent event) {
        add("statement closed", event.getSource(), event.getSQLException());
    }

    @Override
    public void statementErrorOccurred(StatementEvent event) {
        add("statement failed", event.getSource(), event.getSQLException());
    }

    private synchronized void add(String what, Object source, @Nullable SQLException error) {
        text.append(what).append(" of ").append(names.apply(source));
        text.append(error == null ? "" : " " + ErrorText.of(error)).append("; ");
    }
}
