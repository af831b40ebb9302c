package dev.covet.conformance;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of a program.
 *
 * @param lane the thread that runs it; neighbouring steps of lanes other than 0 run at the same time
 * @param variable what the result is called, or null
 * @param receiver the variable whose method is called; empty to connect
 * @param method its name; the arguments tell which overload
 */
record Step(int lane, @Nullable String variable, String receiver, String method, List<Value> arguments) {
    private static final String CONNECT = "connect";

    Step {
        arguments = List.copyOf(arguments);
    }

    static Step connect(String variable) {
        return new Step(0, variable, "", CONNECT, List.of());
    }

    /** Whether there is no receiver: the first objects come from somewhere. */
    boolean isConnect() {
        return receiver.isEmpty();
    }

    /** Whether a connection is opened as {@code DriverManager} does it. */
    boolean opens() {
        return isConnect() && method.equals(CONNECT);
    }

    Step with(List<Value> others) {
        return new Step(lane, variable, receiver, method, others);
    }

    Step inLane(int other) {
        return new Step(other, variable, receiver, method, arguments);
    }

    Step unassigned() {
        return new Step(lane, null, receiver, method, arguments);
    }

    @Override
    public String toString() {
        return (lane == 0 ? "" : lane + "| ")
                + (variable == null ? "" : variable + " = ")
                + (isConnect() ? "" : receiver + ".")
                + method
                + arguments.stream().map(Value::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
