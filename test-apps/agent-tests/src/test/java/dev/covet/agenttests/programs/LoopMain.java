package dev.covet.agenttests.programs;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Opens a connection to H2 every few milliseconds until the file of its argument is there. */
public final class LoopMain {
    private LoopMain() {}

    public static void main(String[] arguments) throws SQLException {
        File stop = new File(arguments[0]);
        for (long opened = 0; !stop.exists(); opened++) {
            try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
                System.out.println((connection.isClosed() ? "closed " : "open ") + opened);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
