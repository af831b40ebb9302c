package dev.covet.conformance;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A program while it is written: its steps, and what its variables are believed to hold. */
final class Draft {
    private static final Set<String> ENDINGS = Set.of("close", "abort");

    private final Dialect dialect;
    private final Choice choice;
    private final List<Step> steps = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int lane;

    Draft(Dialect dialect, Choice choice) {
        this.dialect = dialect;
        this.choice = choice;
    }

    Dialect dialect() {
        return dialect;
    }

    Choice choice() {
        return choice;
    }

    List<Step> steps() {
        return steps;
    }

    int size() {
        return steps.size();
    }

    /** The thread of the following steps. */
    void lane(int number) {
        lane = number;
    }

    Slot connect() {
        Slot connection = new Slot(newName(Connection.class), Connection.class, null);
        slots.add(connection);
        steps.add(Step.connect(connection.name()));
        return connection;
    }

    void call(Slot receiver, String method, Value... arguments) {
        add(receiver, method, List.of(arguments), null);
    }

    Slot assign(Class<?> type, Slot receiver, String method, Value... arguments) {
        return assign(type, receiver, method, List.of(arguments));
    }

    Slot assign(Class<?> type, Slot receiver, String method, List<Value> arguments) {
        Slot slot = new Slot(newName(type), type, receiver);
        slots.add(slot);
        add(receiver, method, arguments, slot.name());
        return slot;
    }

    void add(Slot receiver, String method, List<Value> arguments, @Nullable String variable) {
        steps.add(new Step(lane, variable, receiver.name(), method, arguments));
        if (method.equals("close") || method.equals("abort") || method.equals("free")) {
            receiver.close();
        } else if (method.equals("setAutoCommit")) {
            receiver.transaction(arguments.get(0).text().equals("false"));
        }
    }

    private String newName(Class<?> type) {
        String prefix = Connection.class == type
                ? "c"
                : Statement.class.isAssignableFrom(type)
                        ? "s"
                        : type.getSimpleName().replaceAll("[a-z]", "").toLowerCase(java.util.Locale.ROOT);
        int number = numbers.merge(prefix, 1, Integer::sum) - 1;
        return prefix + number;
    }

    /** Variables of this type or a subtype, closed ones included. */
    List<Slot> all(Class<?> type) {
        return slots.stream().filter(slot -> type.isAssignableFrom(slot.type())).toList();
    }

    /** One of them that is open, preferably of the latest. */
    @Nullable Slot open(Class<?> type) {
        List<Slot> open = all(type).stream().filter(slot -> !slot.isClosed()).toList();
        if (open.isEmpty()) {
            return null;
        }
        return choice.percent(60) ? open.get(open.size() - 1) : choice.of(open);
    }

    /** Whether a call would be the same in every run. */
    boolean allows(Slot receiver, String method) {
        if (receiver.type() == Connection.class && ENDINGS.contains(method)) {
            return dialect.has(Dialect.Trait.CLOSES_AT_ONCE)
                    || all(Connection.class).size() == 1;
        }
        if (method.equals("addBatch") && receiver.type() == CallableStatement.class) {
            return dialect.has(Dialect.Trait.BATCHES_CALLS);
        }
        return !dialect.avoids(receiver.type(), method)
                && !(Statement.class.isAssignableFrom(receiver.type()) && dialect.avoids(Statement.class, method));
    }

    /** A closed connection may still hold its locks at the server, so nobody may come after it. */
    boolean allowsConnect() {
        List<Slot> connections = all(Connection.class);
        return connections.size() < 3
                && (dialect.has(Dialect.Trait.CLOSES_AT_ONCE)
                        || connections.stream().noneMatch(Slot::isClosed));
    }
}
