package dev.covet.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A sequence of JDBC calls, printable and readable.
 *
 * @param target the name of the database and driver it was written for
 * @param seed what it was generated from; of no meaning for what it does
 */
public record Program(String target, long seed, List<Step> steps) {
    private static final String HEADER = "# conformance ";

    public Program {
        steps = List.copyOf(steps);
    }

    Program with(List<Step> others) {
        return new Program(target, seed, others);
    }

    /** Whether a method or an argument contains this word, in lower case. */
    boolean mentions(String word) {
        return steps.stream()
                .anyMatch(step -> step.toString().toLowerCase(Locale.ROOT).contains(word));
    }

    /** Whether data sources are involved, or row sets, which use them. */
    boolean usesSources() {
        return steps.stream().anyMatch(step -> step.isConnect() && !step.opens());
    }

    /** Reads what {@link #toString} has written. Empty lines and other lines with # are skipped. */
    public static Program parse(String text) {
        String target = "";
        long seed = 0;
        List<Step> steps = new ArrayList<>();
        for (String line : text.strip().split("\\R", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith(HEADER)) {
                String[] words = stripped.substring(HEADER.length()).split(" ", -1);
                target = words[0];
                seed = Long.parseLong(words[1]);
            } else if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                steps.add(new StepParser(stripped).step());
            }
        }
        return new Program(target, seed, steps);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER)
                .append(target)
                .append(' ')
                .append(seed)
                .append('\n');
        steps.forEach(step -> text.append(step).append('\n'));
        return text.toString();
    }
}
