package dev.covet.agenttests.programs;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Asks H2, in the copy that belongs to its web application, and says whether it was that copy. */
public final class PetServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            ClassLoader own = PetServlet.class.getClassLoader();
            Driver driver =
                    (Driver) own.loadClass("org.h2.Driver").getConstructor().newInstance();
            try (Connection connection = driver.connect("jdbc:h2:mem:", new Properties());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select 'Rex'")) {
                rows.next();
                boolean copied = driver.getClass().getClassLoader() == own;
                response.getWriter().print(rows.getString(1) + " " + copied);
            }
        } catch (ReflectiveOperationException | SQLException e) {
            throw new IOException(e);
        }
    }
}
