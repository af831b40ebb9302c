package dev.covet.agent.tooling.transform;

import java.util.List;

/** What the tests put advice into. */
public class Target implements Comparable<Target> {
    public String greet(String name, int times) {
        return "hello " + name.repeat(times);
    }

    public int count(Object first) {
        return first.hashCode();
    }

    public void nothing() {}

    public static List<String> list() {
        return List.of("own");
    }

    public String fail(String text) {
        throw new IllegalStateException(text);
    }

    public String run(Runnable task) {
        task.run();
        return "ran";
    }

    @Override
    public int compareTo(Target other) {
        return 7;
    }
}
