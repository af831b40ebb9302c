package dev.covet.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * What a program observed: a line for each step, then lines about the state it left behind.
 *
 * @param ended whether it ended by itself; the outcomes of one whose connections had to be closed mean nothing
 */
record Transcript(List<String> outcomes, List<String> end, boolean ended) {
    Transcript {
        outcomes = List.copyOf(outcomes);
        end = List.copyOf(end);
    }

    /** Beside the program that wrote it, for people. */
    String beside(Program program) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            lines.add(program.steps().get(i) + "\n    " + outcomes.get(i));
        }
        lines.addAll(end);
        return String.join("\n", lines);
    }
}
