package dev.covet.agenttests.programs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens connections to H2, as many as its argument says, and prints what it reads. */
public final class JdbcMain {
    private JdbcMain() {}

    public static void main(String[] arguments) throws SQLException {
        int count = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        for (int i = 0; i < count; i++) {
            try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 40 + 2")) {
                rows.next();
                System.out.println("read " + rows.getInt(1));
            }
        }
    }
}
