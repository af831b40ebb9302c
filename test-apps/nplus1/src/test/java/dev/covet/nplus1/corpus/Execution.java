package dev.covet.nplus1.corpus;

import java.util.List;

/**
 * One execution, as tools that watch statements see it.
 *
 * @param key for people and labels: its tables, and a question mark if it has parameters or literals
 * @param text without literals, comments and lengths of lists
 * @param sql as it was sent
 * @param values that were bound
 * @param query whether it is a SELECT
 * @param prepared whether the text was given before the execution
 * @param connection the same for all executions of one connection
 * @param nanos what the application waited for it
 * @param stack of the call, as a number
 */
record Execution(
        String key,
        String text,
        String sql,
        List<String> values,
        boolean query,
        boolean prepared,
        int connection,
        long nanos,
        int stack) {}
