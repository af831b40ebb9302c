package dev.covet.consistency;

import dev.covet.consistency.history.Recorder;
import dev.covet.consistency.workload.ClientLoop;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.consistency.workload.Plan;
import dev.covet.consistency.workload.Source;
import dev.covet.fixtures.BareDataSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Covered clients in a JVM of their own: the bare driver as far as this class knows, whatever agent is attached. */
public final class ClientsMain {
    static final String LINE = "operation ";
    static final String READY = "ready";

    private ClientsMain() {}

    /** What {@link ForkedClients} says. */
    public static void main(String[] arguments) throws InterruptedException {
        Dialect dialect = arguments[0].startsWith("jdbc:postgresql:") ? Dialect.POSTGRES : Dialect.MARIADB;
        DataSource dataSource = new BareDataSource(arguments[0], arguments[1], arguments[2]);
        Source source = Source.covered(arguments[3], dataSource, () -> false);
        int firstNumber = Integer.parseInt(arguments[4]);
        int clients = Integer.parseInt(arguments[5]);
        Recorder recorder = new Recorder();
        Plan plan = new Plan(
                dialect,
                recorder,
                Long.parseLong(arguments[6]),
                Integer.parseInt(arguments[7]),
                0,
                Integer.parseInt(arguments[8]));
        System.out.println(READY);
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            Thread thread = new Thread(new ClientLoop(plan, source, firstNumber + client, Mix.ALL, 0));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        recorder.operations().forEach(operation -> System.out.println(LINE + operation.line()));
    }
}
