package dev.covet.plain;

import org.jspecify.annotations.Nullable;

/** Plain cannot start. The message is one line for the person who started it: what, why, and what to do. */
public final class StartProblem extends Exception {
    private static final long serialVersionUID = 1L;

    StartProblem(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
