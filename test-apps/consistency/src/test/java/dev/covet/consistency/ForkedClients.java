package dev.covet.consistency;

import dev.covet.consistency.history.Operation;
import dev.covet.fixtures.process.ForkedJvm;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Clients in a forked JVM, to which an agent can be attached. */
public final class ForkedClients implements OtherJvm, AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int ROWS = 8;

    private final ForkedJvm.Builder builder;
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private @Nullable ForkedJvm jvm;

    /**
     * Not started yet.
     *
     * @param database as a URL, a user and a password
     * @param name of the JVM
     * @param firstNumber of its clients, whose numbers nobody else may have
     * @param flags of the JVM, for example -javaagent
     */
    ForkedClients(List<String> database, String name, int firstNumber, int clients, int count, String... flags) {
        builder = ForkedJvm.mainClass(ClientsMain.class.getName(), System.getProperty("java.class.path"))
                .flags("-XX:TieredStopAtLevel=1", "-Dmariadb.logging.disable=true")
                .flags(flags)
                .arguments(database.toArray(new String[0]))
                .arguments(
                        name,
                        Integer.toString(firstNumber),
                        Integer.toString(clients),
                        "1",
                        Integer.toString(count),
                        Integer.toString(ROWS))
                .onLine(line -> {
                    if (line.startsWith(ClientsMain.LINE)) {
                        operations.add(Operation.parse(line.substring(ClientsMain.LINE.length())));
                    }
                });
    }

    @Override
    public void start() {
        jvm = builder.start();
        jvm.awaitLine(ClientsMain.READY, LIMIT);
    }

    /** The JVM, once it has been started. */
    ForkedJvm jvm() {
        if (jvm == null) {
            throw new IllegalStateException("Not started yet");
        }
        return jvm;
    }

    @Override
    public List<Operation> finish() {
        int status = jvm().awaitExit(LIMIT);
        if (status != 0) {
            throw new IllegalStateException(jvm + " ended with " + status + ": " + jvm().errors());
        }
        return List.copyOf(operations);
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
    }
}
