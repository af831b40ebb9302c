package dev.covet.agenttests.programs;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.sql.DataSource;

/**
 * Borrows connections and gives all of them back, by several threads while the garbage collector runs, and prints what
 * was found. Arguments: product, URL, user, password, how often.
 */
public final class CheckoutsMain {
    private static final int THREADS = 4;
    private static final AtomicBoolean done = new AtomicBoolean();

    private CheckoutsMain() {}

    public static void main(String[] arguments) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        DataSource source = PoolSources.open(arguments[0], arguments[1], arguments[2], arguments[3], THREADS + 1);
        int each = Integer.parseInt(arguments[4]) / THREADS;
        Thread collecting = new Thread(CheckoutsMain::collect, "collecting");
        collecting.setDaemon(true);
        collecting.start();
        Connection slow = source.getConnection();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> borrow(source, each), "borrowing-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long nanos = System.nanoTime() - start;
        // What was wrongly held for unreachable has to show before the end.
        LockSupport.parkNanos(5_000_000_000L);
        slow.close();
        System.out.println("checkouts " + each * THREADS + ", " + nanos / each / THREADS + " ns each");
        System.out.print(server.invoke(new ObjectName("covet:type=Pools"), "findings", new Object[0], new String[0]));
        System.out.print(server.invoke(new ObjectName("covet:type=Pools"), "pools", new Object[0], new String[0]));
        System.out.print(server.invoke(new ObjectName("covet:type=Pools"), "holders", new Object[0], new String[0]));
        System.exit(0);
    }

    private static void collect() {
        while (!done.get()) {
            System.gc();
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void borrow(DataSource source, int times) {
        try {
            for (int i = 0; i < times; i++) {
                Connection connection = source.getConnection();
                if (ThreadLocalRandom.current().nextInt(40_000) == 0) {
                    LockSupport.parkNanos(1_500_000_000L);
                }
                connection.close();
            }
        } catch (SQLException failure) {
            System.out.println("failed: " + failure);
        }
    }
}
