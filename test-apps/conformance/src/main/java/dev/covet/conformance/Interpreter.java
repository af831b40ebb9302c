package dev.covet.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Runs one program once. */
final class Interpreter implements AutoCloseable {
    private static final int ATTEMPTS = 10;

    private final Target target;
    private final Boundary boundary;
    private final Coverage coverage;
    private final Lanes lanes;
    private final Variables variables = new Variables();
    private final Factories factories;
    private final List<Connection> physicals = new CopyOnWriteArrayList<>();
    private final SortedMap<String, Connection> connections = new ConcurrentSkipListMap<>();
    private volatile boolean freed;

    Interpreter(Target target, Boundary boundary, Coverage coverage, Lanes lanes) {
        this.target = target;
        this.boundary = boundary;
        this.coverage = coverage;
        this.lanes = lanes;
        this.factories = new Factories(target, variables);
    }

    Transcript run(Program program) throws SQLException {
        if (program.usesSources()) {
            factories.announce();
            Factories.CURRENT.set(boundary);
        }
        List<Step> steps = program.steps();
        String[] outcomes = new String[steps.size()];
        int i = 0;
        while (i < steps.size()) {
            int end = endOfParallel(steps, i);
            if (end == i) {
                outcomes[i] = outcome(steps.get(i));
                i++;
            } else {
                lanes.run(steps, i, end, position -> outcomes[position] = outcome(steps.get(position)));
                i = end;
            }
        }
        List<String> end = new EndState(target, connections).lines();
        close();
        end.add("database: " + target.remains(program));
        return new Transcript(Arrays.asList(outcomes), end, !freed);
    }

    private static int endOfParallel(List<Step> steps, int from) {
        int end = from;
        while (end < steps.size() && steps.get(end).lane() != 0) {
            end++;
        }
        return end;
    }

    private String outcome(Step step) {
        try {
            return step.isConnect() ? connected(step) : called(step);
        } catch (SQLException e) {
            return "throws " + ErrorText.of(e);
        }
    }

    private String connected(Step step) throws SQLException {
        if (!step.opens()) {
            return "new " + factories.make(step).getSimpleName();
        }
        Connection physical = target.connect();
        physicals.add(physical);
        Connection connection = boundary.wrap(physical);
        String name = step.variable() == null ? "c" : step.variable();
        connections.put(name, connection);
        variables.bind(name, Connection.class, connection);
        return "new Connection";
    }

    private String called(Step step) throws SQLException {
        Variables.Bound receiver = variables.find(step.receiver());
        if (receiver == null) {
            return "not run: there is no " + step.receiver();
        }
        List<Class<?>> types = new ArrayList<>();
        @Nullable Object[] arguments = new @Nullable Object[step.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            if (step.arguments().get(i) instanceof Value.Literal literal) {
                types.add(literal.type());
                arguments[i] = literal.make();
            } else {
                Variables.Bound argument =
                        variables.find(step.arguments().get(i).text());
                if (argument == null) {
                    return "not run: there is no " + step.arguments().get(i).text();
                }
                types.add(argument.type());
                arguments[i] = argument.value();
            }
        }
        Method method = Methods.resolve(receiver.type(), step.method(), types);
        boolean describes = JdbcTypes.describes(receiver.type())
                || types.stream().anyMatch(JdbcTypes::describes)
                || (arguments.length > 0 && arguments[0] instanceof Class<?> type && JdbcTypes.describes(type));
        if (describes && Methods.tellsIdentity(method)) {
            // A driver may return a statement as its own description, and a boundary does not: see docs/conformance.md.
            return "not compared";
        }
        coverage.count(receiver.type(), method);
        return invoked(step, method, receiver.value(), arguments);
    }

    private String invoked(Step step, Method method, Object receiver, @Nullable Object[] arguments) {
        try {
            Object result = method.invoke(receiver, arguments);
            if (method.getName().equals("hashCode")) {
                return result != null && result.equals(receiver.hashCode()) ? "stable" : "unstable";
            }
            if (method.getName().equals("toString") && result != null) {
                return Rendering.of(Normal.of((String) result));
            }
            return method.getReturnType() == void.class ? "done" : returned(step, method, receiver, result);
        } catch (InvocationTargetException e) {
            return "throws " + ErrorText.of(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private String returned(Step step, Method method, Object receiver, @Nullable Object result) {
        String variable = step.variable();
        if (result == null) {
            if (variable != null) {
                variables.forget(variable);
            }
            return "null";
        }
        boolean describes = JdbcTypes.describes(method.getReturnType());
        Class<?> type = describes ? method.getReturnType() : JdbcTypes.of(result, method.getReturnType());
        String known = type == null || describes ? null : variables.nameOf(result);
        if (variable == null || type == null) {
            return known == null ? Rendering.of(result) : "is " + known;
        }
        variables.bind(variable, type, result);
        if (factories.keep(receiver, result)) {
            connections.put(variable, (Connection) result);
            return (known == null ? "new Connection" : "is " + known) + Factories.casts(result);
        }
        return known == null ? "new " + type.getSimpleName() : "is " + known;
    }

    /** What may be closed from outside when the program does not end; its transcript will tell. */
    List<AutoCloseable> free() {
        freed = true;
        List<AutoCloseable> open = new ArrayList<>(physicals);
        open.addAll(connections.values());
        open.addAll(factories.pooled());
        return open;
    }

    /** Ends what the program has left open, at the driver, so that it cannot disturb the next program. */
    @Override
    public void close() throws SQLException {
        Factories.CURRENT.remove();
        try {
            end();
        } catch (SQLException e) {
            if (!freed) {
                throw e;
            }
        }
    }

    private void end() throws SQLException {
        factories.close();
        for (Connection physical : physicals) {
            end(physical, ATTEMPTS);
        }
    }

    /** SQLite's driver fails to close once for each statement that is broken. */
    private static void end(Connection physical, int attempts) throws SQLException {
        if (physical.isClosed()) {
            return;
        }
        rollBack(physical);
        try {
            physical.close();
        } catch (SQLException e) {
            if (attempts == 1) {
                throw e;
            }
            end(physical, attempts - 1);
        }
    }

    /** A server has then ended the transaction before the next program begins. */
    private static void rollBack(Connection physical) {
        try {
            if (!physical.getAutoCommit()) {
                physical.rollback();
            }
        } catch (SQLException e) {
            // SQLite cannot while a cancelled statement is open. Closing ends the transaction as well.
        }
    }
}
