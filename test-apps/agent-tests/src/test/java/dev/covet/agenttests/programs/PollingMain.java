package dev.covet.agenttests.programs;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.ObjectName;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Asks a thousand times a second what the word of the day is, through a data source of the driver, until it is "stop".
 * Takes URL, user and password; prints each word that is another one than before. With "report" behind, it asks the time as
 * well, and prints at last what the cache's MBean says.
 */
public final class PollingMain {
    private PollingMain() {}

    public static void main(String[] arguments) throws Exception {
        boolean reports = arguments.length > 3;
        if (reports) {
            // What there is to be asked is registered by the agent's own thread.
            ManagementFactory.getPlatformMBeanServer();
        }
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
                if (reports) {
                    askTime(connection);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        if (reports) {
            System.out.println(ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName("covet:type=Cache"), "queries", new Object[0], new String[0]));
        }
    }

    private static void askTime(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select now(), word from day");
                ResultSet rows = query.executeQuery()) {
            rows.next();
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
