package dev.covet.petshop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The application started as a program of its own, by its main method. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final CompletableFuture<String> errors;

    private ChildProcess(Process process) {
        this.process = process;
        this.errors = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    }

    static ChildProcess start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PetshopMain.class.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildProcess(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** What the program wrote to its standard output until it ended. */
    String allOutput() {
        return read(output());
    }

    String allErrors() {
        return errors.orTimeout(60, TimeUnit.SECONDS).join();
    }

    int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the program does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
