package dev.covet.benchmarks.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Shows a page as often as it is told to: {@code URL WARM-UP-URL WAY PORT}. Commands are {@code warm SECONDS}, at
 * most, on the database for that, and {@code show PAGES}. Says how many nanoseconds that took, and how many of processors: of its
 * own thread and of the server's process.
 */
public final class LossMain {
    private static final int FEWEST_ROUNDS = 3;
    private static final long SETTLED_MILLIS = 30;

    private final Connection connection;
    private final Path server;
    private final Page page;

    private LossMain(Connection connection, Page page) throws SQLException {
        this.connection = connection;
        this.page = page;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            server = Path.of("/proc", rows.getString(1), "schedstat");
        }
        connection.commit();
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        Way way = Way.valueOf(arguments[2]);
        Page warming = way.page(arguments[1], 0);
        try (Connection connection = open(arguments[0]);
                Connection other = open(arguments[1]);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[3]))) {
            LossMain application = new LossMain(connection, way.page(arguments[0], 0));
            socket.setTcpNoDelay(true);
            BufferedReader commands =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream answers = socket.getOutputStream();
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                long count = Long.parseLong(line.substring(line.indexOf(' ') + 1));
                if (line.startsWith("warm")) {
                    warm(warming, other, count);
                }
                String said = application.shown(line.startsWith("warm") ? 1 : count);
                answers.write((said + "\n").getBytes(StandardCharsets.UTF_8));
                answers.flush();
            }
        }
    }

    private static Connection open(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Until the compiler has little to do any more. */
    private static void warm(Page page, Connection connection, long mostRounds) throws SQLException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        for (int round = 0; round < mostRounds; round++) {
            long before = compiler.getTotalCompilationTime();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() - end < 0) {
                page.show(connection);
                connection.commit();
            }
            if (round >= FEWEST_ROUNDS && compiler.getTotalCompilationTime() - before < SETTLED_MILLIS) {
                return;
            }
        }
    }

    private String shown(long pages) throws SQLException, IOException {
        long processor = processor();
        long start = System.nanoTime();
        long read = 0;
        for (int i = 0; i < pages; i++) {
            read += page.show(connection);
            connection.commit();
        }
        long took = System.nanoTime() - start;
        if (read == 0) {
            throw new IllegalStateException("The page has read nothing.");
        }
        return took + " " + (processor() - processor);
    }

    private long processor() throws IOException {
        String server = Files.readString(this.server);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                + Long.parseLong(server.substring(0, server.indexOf(' ')));
    }
}
