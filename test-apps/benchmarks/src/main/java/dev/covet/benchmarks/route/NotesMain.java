package dev.covet.benchmarks.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Serves the notes of users, with HikariCP: {@code /read?USER} reads the user's own and four others, {@code /write?USER} makes a new
 * version of the own one before. Answers with the version of the own one. Takes a URL; prints {@code port PORT}.
 */
public final class NotesMain {
    static final int OTHERS = 4;
    private static final int CONNECTIONS = 10;

    private final HikariDataSource pool;

    private NotesMain(HikariDataSource pool) {
        this.pool = pool;
    }

    public static void main(String[] arguments) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(CONNECTIONS);
        NotesMain application = new NotesMain(new HikariDataSource(config));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(CONNECTIONS));
        server.createContext("/read", exchange -> application.serve(exchange, false));
        server.createContext("/write", exchange -> application.serve(exchange, true));
        server.start();
        System.out.println("port " + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange, boolean writes) throws IOException {
        byte[] answer;
        try (Connection connection = pool.getConnection()) {
            int user = Integer.parseInt(exchange.getRequestURI().getQuery());
            if (writes) {
                write(connection, user);
            }
            long version = version(connection, user);
            for (int i = 0; i < OTHERS; i++) {
                version(connection, 1 + ThreadLocalRandom.current().nextInt(Servers.USERS));
            }
            answer = String.valueOf(version).getBytes(UTF_8);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void write(Connection connection, int user) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update note set version = version + 1 where id = ?")) {
            update.setInt(1, user);
            update.executeUpdate();
        }
    }

    private static long version(Connection connection, int user) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select version, text from note where id = ?")) {
            query.setInt(1, user);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
