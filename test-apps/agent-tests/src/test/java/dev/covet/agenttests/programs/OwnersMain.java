package dev.covet.agenttests.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Answers requests that read owners and, one by one, their pets. Takes URL, user, password and the number of requests,
 * which it sends itself; prints each answer.
 */
public final class OwnersMain {
    private static final int OWNERS = 40;

    private OwnersMain() {}

    public static void main(String[] arguments) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            fill(pool);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/owners", exchange -> {
                byte[] answer = owners(pool).getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/owners");
            for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                System.out.println("answer " + answer.body());
            }
            server.stop(0);
        }
    }

    private static void fill(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table owner (id bigint primary key, name varchar(40))");
            statement.execute("create table pet (id bigint primary key, owner_id bigint, name varchar(40))");
            for (int owner = 1; owner <= OWNERS; owner++) {
                statement.execute("insert into owner values (" + owner + ", 'owner " + owner + "')");
                statement.execute("insert into pet values (" + (100 + owner) + ", " + owner + ", 'pet " + owner + "')");
            }
        }
    }

    private static String owners(DataSource pool) throws IOException {
        List<String> read = new ArrayList<>();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet owners = statement.executeQuery("select id, name from owner order by id")) {
                while (owners.next()) {
                    pets(connection, owners.getLong(1), read);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return String.join(",", read);
    }

    private static void pets(Connection connection, long owner, List<String> read) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select name from pet where owner_id = ? order by id")) {
            statement.setLong(1, owner);
            try (ResultSet pets = statement.executeQuery()) {
                while (pets.next()) {
                    read.add(pets.getString(1));
                }
            }
        }
    }
}
