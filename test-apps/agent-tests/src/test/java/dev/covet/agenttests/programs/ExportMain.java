package dev.covet.agenttests.programs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** Uses H2 for as many milliseconds as its argument says, then ends with status 7. */
public final class ExportMain {
    private ExportMain() {}

    public static void main(String[] arguments) throws SQLException {
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000;
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table pet (id int primary key, name varchar(20))");
            for (int i = 0; i < 20; i++) {
                System.out.println("added " + statement.executeUpdate("insert into pet values (" + i + ", 'Rex')"));
            }
            try (PreparedStatement select = connection.prepareStatement("select name from pet where id = ?")) {
                select.setInt(1, 7);
                do {
                    try (ResultSet rows = select.executeQuery()) {
                        rows.next();
                    }
                    LockSupport.parkNanos(10_000_000);
                } while (System.nanoTime() < end);
            }
            try {
                statement.executeQuery("select name from nowhere");
            } catch (SQLException e) {
                System.out.println("refused " + e.getSQLState());
            }
        }
        System.out.println("done");
        System.exit(7);
    }
}
