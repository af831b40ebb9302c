package dev.covet.conformance;

import java.sql.ResultSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the generator believes about a variable. It may be wrong, for the database has the last word. */
final class Slot {
    private final String name;
    private final Class<?> type;
    private final @Nullable Slot parent;
    private @Nullable Template template;
    private List<Column> columns = List.of();
    private int scrolling = ResultSet.TYPE_FORWARD_ONLY;
    private int concurrency = ResultSet.CONCUR_READ_ONLY;
    private boolean closed;
    private boolean inTransaction;

    Slot(String name, Class<?> type, @Nullable Slot parent) {
        this.name = name;
        this.type = type;
        this.parent = parent;
    }

    String name() {
        return name;
    }

    Class<?> type() {
        return type;
    }

    /** What it came from: the connection of a statement, the statement of a result set. */
    @Nullable Slot parent() {
        return parent;
    }

    Value reference() {
        return new Value.Reference(name);
    }

    @Nullable Template template() {
        return template;
    }

    List<Column> columns() {
        return columns;
    }

    boolean scrollable() {
        return scrolling != ResultSet.TYPE_FORWARD_ONLY;
    }

    boolean updatable() {
        return concurrency == ResultSet.CONCUR_UPDATABLE;
    }

    boolean isClosed() {
        return closed || (parent != null && parent.isClosed());
    }

    boolean inTransaction() {
        return inTransaction;
    }

    void close() {
        closed = true;
    }

    void transaction(boolean manual) {
        inTransaction = manual;
    }

    void runs(@Nullable Template statement) {
        template = statement;
        columns = statement == null ? List.of() : statement.columns();
    }

    void mode(int scrollMode, int concurrencyMode) {
        scrolling = scrollMode;
        concurrency = concurrencyMode;
    }

    /** A result set moves and writes as its statement was made. */
    void modeOf(Slot statement) {
        mode(statement.scrolling, statement.concurrency);
    }
}
