package dev.covet.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What the agent says: all of it in a file, what fits into a terminal's line on the console. */
final class AgentLog implements AutoCloseable {
    /** How each line of the agent begins. */
    static final String MARK = "[covet] ";

    private static final String SHOWN = "  petshop: ";
    private static final int COLUMNS = 100;

    private final PrintWriter file;
    private final Consumer<String> console;

    AgentLog(Path file, Consumer<String> console) {
        this.console = console;
        try {
            this.file = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line that the petshop has printed. */
    void said(String line) {
        file.println(line);
        if (line.matches("\\[covet] \\S.*")) {
            String text = SHOWN + line.substring(MARK.length()).replaceFirst("^INFO ", "");
            console.accept(text.length() <= COLUMNS ? text : text.substring(0, COLUMNS - 1) + "…");
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
