package dev.covet.agenttests.programs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Executes what takes two seconds and says whether it was cut short. Arguments: URL, user, password, the slow query. */
public final class TimeoutMain {
    private TimeoutMain() {}

    public static void main(String[] arguments) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(1);
        String slow = arguments[3];
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                say("without", () -> execute(statement, slow));
                System.out.println("left behind " + statement.getQueryTimeout());
                statement.setQueryTimeout(30);
                say("with its own", () -> execute(statement, slow));
                System.out.println("kept " + statement.getQueryTimeout());
                statement.setQueryTimeout(0);
                say("with none wanted", () -> execute(statement, slow));
            }
            for (int i = 0; i < 2; i++) {
                try (PreparedStatement prepared = connection.prepareStatement(slow)) {
                    System.out.println("found " + prepared.getQueryTimeout());
                    say("prepared", () -> prepared.executeQuery().close());
                    System.out.println("left behind " + prepared.getQueryTimeout());
                }
            }
            try (Statement statement = connection.createStatement()) {
                say("by a rule", () -> execute(statement, slow + " from patient"));
            }
        }
    }

    private interface Call {
        void run() throws SQLException;
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
        }
    }

    private static void say(String what, Call call) {
        try {
            call.run();
            System.out.println(what + ": ran");
        } catch (SQLException e) {
            System.out.println(what + ": cut short");
        }
    }
}
