package dev.covet.agenttests.programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Reads a row again and again by a pool of one connection, and writes it when a file is there that is named as what to write.
 * Says what it reads when that changes, and what fails. Arguments: pool, URL, user, password, folder of the files.
 */
public final class RereadMain {
    /** Takes as long as a table says when it begins. */
    private static final String READ =
            "select name from pet, pg_sleep((select seconds from nap limit 1)) as slept where id = ?";

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private RereadMain() {}

    public static void main(String[] arguments) throws SQLException {
        DataSource pool = PoolSources.open(arguments[0], arguments[1], arguments[2], arguments[3], 1);
        Path folder = Path.of(arguments[4]);
        String last = "";
        while (!Files.exists(folder.resolve("end"))) {
            for (String name : new String[] {"new", "newer"}) {
                if (Files.exists(folder.resolve(name)) && !Files.exists(folder.resolve(name + ".done"))) {
                    write(pool, name, folder);
                }
            }
            String now = read(pool);
            if (!now.equals(last)) {
                System.out.println(now);
                last = now;
            }
            LockSupport.parkNanos(PAUSE);
        }
        System.exit(0);
    }

    private static void write(DataSource pool, String name, Path folder) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update pet set name = '" + name + "' where id = 1");
            Files.createFile(folder.resolve(name + ".done"));
            System.out.println("wrote " + name);
        } catch (SQLException | java.io.IOException e) {
            System.out.println("failed to write " + e);
        }
    }

    private static String read(DataSource pool) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? "read " + rows.getString(1) : "read nothing";
            }
        } catch (SQLException e) {
            return "failed to read " + e.getSQLState() + " " + e;
        }
    }
}
