package dev.covet.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first place where two transcripts of a program differ.
 *
 * @param step its number, or the number of steps if they differ in the state at the end
 * @param method what the step called, or "end"
 */
record Difference(Program program, int step, String method, String expected, String actual) {
    private static final int CONTEXT = 100;

    /** Null if the transcripts are equal. */
    static @Nullable Difference between(Program program, Transcript expected, Transcript actual) {
        int steps = program.steps().size();
        for (int i = 0; i < steps; i++) {
            if (!expected.outcomes().get(i).equals(actual.outcomes().get(i))) {
                String method = program.steps().get(i).method();
                return new Difference(
                        program,
                        i,
                        method,
                        expected.outcomes().get(i),
                        actual.outcomes().get(i));
            }
        }
        if (expected.ended() && !actual.ended()) {
            return new Difference(program, steps, "end", "the program ends", "it does not end");
        }
        return end(program, steps, expected.end(), actual.end());
    }

    /** Long texts are shown from shortly before the place where they part. */
    private static Difference of(Program program, int step, String method, String expected, String actual) {
        int same = 0;
        while (same < Math.min(expected.length(), actual.length()) && expected.charAt(same) == actual.charAt(same)) {
            same++;
        }
        int from = Math.max(0, same - CONTEXT);
        return new Difference(program, step, method, excerpt(expected, from), excerpt(actual, from));
    }

    private static String excerpt(String text, int from) {
        int to = Math.min(text.length(), from + 5 * CONTEXT);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    private static @Nullable Difference end(Program program, int steps, List<String> expected, List<String> actual) {
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                return of(program, steps, "end", expected.get(i), actual.get(i));
            }
        }
        return null;
    }

    /** The program and what to paste into a test to see it again. */
    @Override
    public String toString() {
        String where = step < program.steps().size()
                ? "step " + (step + 1) + ": " + program.steps().get(step)
                : "the state at the end";
        return "The boundary shows at " + where
                + "\n  bare driver: " + expected
                + "\n  boundary:    " + actual
                + "\n\nTo see it again, in a test of this module:\n\n    @Test\n"
                + "    void boundary_atThisProgram_doesNotShow() throws SQLException {\n"
                + "        Program program = Program.parse(\"\"\"\n"
                + program.toString().replace("\\", "\\\\").indent(16)
                + "                \"\"\");\n"
                + "        assertThat(Oracle.replay(program, boundary)).isNull();\n    }\n";
    }
}
