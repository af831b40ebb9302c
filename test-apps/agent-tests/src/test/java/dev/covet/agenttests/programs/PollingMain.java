package dev.covet.agenttests.programs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Asks a thousand times a second what the word of the day is, through a data source of the driver, until it is "stop".
 * Takes URL, user and password; prints each word that is another one than before.
 */
public final class PollingMain {
    private PollingMain() {}

    public static void main(String[] arguments) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        String last = "";
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement("select word from day where id = ?")) {
            while (!last.equals("stop")) {
                String word = asked(query);
                if (!word.equals(last)) {
                    System.out.println("word " + word);
                }
                last = word;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    private static String asked(PreparedStatement query) throws SQLException {
        query.setInt(1, 1);
        try (ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
