package dev.covet.agenttests.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Serves a note: {@code /write?text} writes it, {@code /read} tells it. Takes URL, user and password; prints its port. */
public final class NotesMain {
    private final Connection connection;

    private NotesMain(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws Exception {
        NotesMain notes = new NotesMain(DriverManager.getConnection(arguments[0], arguments[1], arguments[2]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // One thread, as there is one connection.
        server.createContext("/write", exchange -> notes.serve(exchange, true));
        server.createContext("/read", exchange -> notes.serve(exchange, false));
        server.start();
        System.out.println("port " + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange, boolean writes) throws IOException {
        byte[] answer;
        try {
            answer = (writes ? write(exchange.getRequestURI().getQuery()) : read()).getBytes(UTF_8);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String write(String text) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update note set text = ?")) {
            update.setString(1, text);
            return String.valueOf(update.executeUpdate());
        }
    }

    private String read() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select text from note");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
