package dev.covet.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps of a program about data sources while they are written. */
final class Script {
    private final Choice choice;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Script(Choice choice) {
        this.choice = choice;
    }

    Choice choice() {
        return choice;
    }

    List<Step> steps() {
        return steps;
    }

    /** A step without a receiver; the variable it binds. */
    String make(String prefix, String factory) {
        String variable = fresh(prefix);
        steps.add(new Step(0, variable, "", factory, List.of()));
        return variable;
    }

    String assign(String prefix, String receiver, String method, Value... arguments) {
        String variable = fresh(prefix);
        steps.add(new Step(0, variable, receiver, method, List.of(arguments)));
        return variable;
    }

    void call(String receiver, String method, Value... arguments) {
        steps.add(new Step(0, null, receiver, method, List.of(arguments)));
    }

    private String fresh(String prefix) {
        return prefix + (numbers.merge(prefix, 1, Integer::sum) - 1);
    }

    static Value variable(String name) {
        return new Value.Reference(name);
    }
}
