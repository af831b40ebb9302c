package dev.covet.agenttests.programs;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.sql.DataSource;

/**
 * Does something with a pool that ought to be noticed, waits until the MBean has found what is expected, and prints what
 * it says. Arguments: product, URL, user, password, what to do, and the codes to wait for.
 */
public final class PoolHealthMain {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(45);

    /** That a thread sleeps is what is to be noticed. */
    private static final TimeUnit NAP = TimeUnit.MINUTES;

    private static final AtomicBoolean done = new AtomicBoolean();

    /** What is held on purpose. */
    private static final List<Connection> kept = new ArrayList<>();

    private final DataSource source;

    private PoolHealthMain(DataSource source) {
        this.source = source;
    }

    public static void main(String[] arguments) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        DataSource source = PoolSources.open(arguments[0], arguments[1], arguments[2], arguments[3], 4);
        PoolHealthMain main = new PoolHealthMain(source);
        main.prepare();
        Thread acting = new Thread(() -> main.act(arguments[4]), "acting");
        acting.setDaemon(true);
        acting.start();
        awaitFindings(server, List.of(arguments).subList(5, arguments.length));
        for (String question : new String[] {"findings", "pools", "holders"}) {
            System.out.println("== " + question);
            System.out.print(ask(server, question));
        }
        done.set(true);
        System.exit(0);
    }

    private void prepare() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists pet (id int primary key, name varchar(40))");
            statement.execute("delete from pet");
            statement.execute("insert into pet values (1, 'Rex'), (2, 'Tom')");
        }
    }

    private static void awaitFindings(MBeanServer server, List<String> codes) throws JMException {
        long deadline = System.nanoTime() + LIMIT;
        String found = "";
        while (System.nanoTime() < deadline && !hasAll(found, codes)) {
            System.gc();
            LockSupport.parkNanos(100_000_000);
            found = server.isRegistered(new ObjectName("covet:type=Pools")) ? ask(server, "findings") : "";
        }
        System.out.println(hasAll(found, codes) ? "found" : "not found: " + codes);
    }

    /** One finding may name the code of another. */
    private static boolean hasAll(String found, List<String> codes) {
        return codes.stream().allMatch(code -> found.contains(code + " [pool="));
    }

    private static String ask(MBeanServer server, String question) throws JMException {
        return (String) server.invoke(new ObjectName("covet:type=Pools"), question, new Object[0], new String[0]);
    }

    private void act(String what) {
        try {
            switch (what) {
                case "leak" -> leak();
                case "keep" -> keep();
                case "nest" -> nest();
                case "exhaust" -> exhaust();
                case "transaction" -> idleInTransaction();
                case "sleep" -> sleepWithConnection();
                case "chatter" -> chatter();
                case "statements" -> statements();
                case "deadlock" -> deadlock();
                default -> throw new IllegalArgumentException(what);
            }
        } catch (SQLException | InterruptedException failure) {
            System.out.println("failed: " + failure);
        }
    }

    /** One is forgotten while others are borrowed and given back all the time. */
    private void leak() throws SQLException {
        forget();
        while (!done.get()) {
            carefully();
        }
    }

    private void forget() throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private void carefully() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 2");
        }
        LockSupport.parkNanos(1_000_000);
    }

    /** Held for long, but not forgotten. */
    private void keep() throws SQLException {
        kept.add(source.getConnection());
        while (!done.get()) {
            carefully();
        }
    }

    private void nest() throws SQLException {
        try (Connection outer = source.getConnection()) {
            inner();
            outer.clearWarnings();
        }
    }

    private void inner() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.clearWarnings();
        }
    }

    /** All of four are held, and a fifth thread waits. */
    private void exhaust() throws SQLException {
        for (int i = 0; i < 4; i++) {
            hold();
        }
        carefully();
    }

    private void hold() throws SQLException {
        kept.add(source.getConnection());
    }

    private void idleInTransaction() throws SQLException, InterruptedException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update pet set name = 'Max' where id = 1");
            ponder();
            connection.rollback();
        }
    }

    private void sleepWithConnection() throws SQLException, InterruptedException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            ponder();
        }
    }

    private static void ponder() throws InterruptedException {
        while (!done.get()) {
            NAP.sleep(1);
        }
    }

    private void chatter() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 10; i < 40; i++) {
                statement.executeUpdate("insert into pet values (" + i + ", 'pet')");
            }
        }
    }

    /** The pool does not close them either. */
    private void statements() throws SQLException {
        try (Connection connection = source.getConnection()) {
            for (int i = 0; i < 500; i++) {
                connection.createStatement().execute("select 1");
            }
        }
        while (!done.get()) {
            carefully();
        }
    }

    private void deadlock() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        AtomicLong failed = new AtomicLong();
        Thread first = new Thread(() -> swap(1, 2, both, failed), "first");
        Thread second = new Thread(() -> swap(2, 1, both, failed), "second");
        first.start();
        second.start();
        first.join();
        second.join();
        System.out.println("deadlocks " + failed);
    }

    private void swap(int mine, int other, CountDownLatch both, AtomicLong failed) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update pet set name = 'a' where id = " + mine);
            both.countDown();
            both.await();
            lockOther(statement, other);
            connection.rollback();
        } catch (SQLException deadlock) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void lockOther(Statement statement, int other) throws SQLException {
        statement.executeUpdate("update pet set name = 'b' where id = " + other);
    }
}
