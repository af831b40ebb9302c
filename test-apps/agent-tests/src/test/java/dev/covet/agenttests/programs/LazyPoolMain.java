package dev.covet.agenttests.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Opens its pool within the first request, in a task that the request leaves to another thread. Takes jdk or tomcat, and
 * a folder for the latter; prints its port.
 */
public final class LazyPoolMain {
    private static final ExecutorService EXECUTOR = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tasks");
        thread.setDaemon(true);
        return thread;
    });

    private LazyPoolMain() {}

    public static void main(String[] arguments) throws Exception {
        // Its thread is there before anybody asks.
        EXECUTOR.submit(() -> {}).get();
        int port = arguments[0].equals("jdk") ? jdk() : tomcat(arguments[1]);
        System.out.println("port " + port);
    }

    private static int jdk() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/pets", exchange -> {
            byte[] answer = pets().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server.getAddress().getPort();
    }

    private static int tomcat(String folder) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder);
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder);
        Tomcat.addServlet(context, "pets", new Pets());
        context.addServletMapping("/pets", "pets");
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    private static String pets() throws IOException {
        try {
            String first = EXECUTOR.submit(() -> name("select 'Rex'")).get();
            return first + " " + name("select 'Ada'");
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static String name(String query) throws SQLException {
        try (Connection connection = Pool.POOL.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Made when it is first needed. */
    private static final class Pool {
        private static final DataSource POOL = pool();

        private static DataSource pool() {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:h2:mem:");
            pool.setMaximumPoolSize(1);
            return pool;
        }
    }

    private static final class Pets extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(pets());
        }
    }
}
