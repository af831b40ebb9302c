package dev.covet.plain;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Plain in a process of its own, started as a user starts it. */
final class ChildProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int FIRST_JAVA_THAT_WARNS_OF_NATIVE_CODE = 24;

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /** What a process left behind. */
    record End(int exitCode, List<String> output, List<String> errors) {}

    static ChildProcess start(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS_OF_NATIVE_CODE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.covet.plain.PlainMain"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("PLAIN_PASSWORD");
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    static End run(String... arguments) throws IOException, InterruptedException {
        try (ChildProcess child = start(Map.of(), List.of(arguments))) {
            return child.end();
        }
    }

    String readLine() throws IOException {
        BufferedReader output = process.inputReader();
        return String.valueOf(output.readLine());
    }

    /** Sends SIGTERM. Process.destroy would close the streams as well, before they are read. */
    void terminate() {
        process.toHandle().destroy();
    }

    End end() throws IOException, InterruptedException {
        List<String> output = process.inputReader().lines().toList();
        List<String> errors = process.errorReader().lines().toList();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("plain still runs after " + PATIENCE_SECONDS + " s");
        }
        return new End(process.exitValue(), output, errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
