package dev.covet.agent.tooling.protect;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The process's standard error, whatever the application made of System.err; a bridge to a logger could call us. */
final class StandardError implements Consumer<String> {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.err);

    @Override
    public void accept(String line) {
        try {
            // One write for one line, so that lines of threads do not mix.
            out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // There is nobody left to tell.
        }
    }
}
