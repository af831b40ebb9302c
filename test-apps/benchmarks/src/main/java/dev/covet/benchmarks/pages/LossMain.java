package dev.covet.benchmarks.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Shows a page as often as it is told to and says how many nanoseconds that took: {@code URL WARM-UP-URL WAY PORT}.
 * Commands are {@code warm MILLISECONDS}, on the database for that, and {@code show PAGES}.
 */
public final class LossMain {
    private LossMain() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        Way way = Way.valueOf(arguments[2]);
        Page page = way.page(arguments[0], 0);
        Page warming = way.page(arguments[1], 0);
        try (Connection connection = open(arguments[0]);
                Connection other = open(arguments[1]);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[3]))) {
            socket.setTcpNoDelay(true);
            BufferedReader commands =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream answers = socket.getOutputStream();
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                long count = Long.parseLong(line.substring(line.indexOf(' ') + 1));
                long said = line.startsWith("warm") ? warm(warming, other, count) : shown(page, connection, count);
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

    private static long warm(Page page, Connection connection, long millis) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long read = 0;
        while (System.nanoTime() - end < 0) {
            read += page.show(connection);
            connection.commit();
        }
        return read;
    }

    private static long shown(Page page, Connection connection, long pages) throws SQLException {
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
        return took;
    }
}
