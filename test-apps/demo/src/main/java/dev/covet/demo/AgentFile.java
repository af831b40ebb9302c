package dev.covet.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The settings that the agent reads again each second.
 *
 * @param path where they are
 */
record AgentFile(Path path) {
    /** What the agent does; from each to the next one thing changes, or two that exclude each other. */
    enum Step {
        /** It only watches. */
        WATCH("observe", "observe", "observe"),
        PREFETCH("on", "observe", "observe"),
        CACHE("on", "on", "observe"),
        /** Without the cache: that keeps no answers of standbys, so that little would be left for it to answer. */
        STANDBY("on", "observe", "on");

        private final String text;

        Step(String prefetch, String cache, String route) {
            this.text = "prefetch:\n  mode: " + prefetch + "\ncache:\n  mode: " + cache + "\nroute:\n  mode: " + route
                    + "\n";
        }
    }

    void write(Step step) {
        try {
            Files.writeString(path, step.text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
