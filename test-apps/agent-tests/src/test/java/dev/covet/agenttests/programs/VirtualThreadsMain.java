package dev.covet.agenttests.programs;

import dev.covet.fixtures.scripted.Rows;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** A thousand virtual threads, each with its connection, on H2 and on a driver that waits. Needs JDK 21. */
public final class VirtualThreadsMain {
    private static final int THREADS = 1_000;

    private VirtualThreadsMain() {}

    public static void main(String[] arguments) throws Exception {
        run(1, Pinning::new);
        System.out.println("h2 " + many(() -> names("jdbc:h2:mem:pets;DB_CLOSE_DELAY=-1", "select 'Rex' where 7 = ?")));
        try (ScriptedDatabase database = ScriptedDatabase.open("pets")) {
            database.recordCalls(false);
            database.on("select name from pet where id = ?")
                    .rows(Rows.columns("name").row("Rex"))
                    .latency(Duration.ofMillis(5));
            System.out.println(
                    "scripted " + many(() -> names("jdbc:scripted:pets", "select name from pet where id = ?")));
        }
    }

    /** Parks while its class is initialized, which pins the carrier: so that the recording is known to work. */
    private static final class Pinning {
        static {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private interface Work {
        Object run() throws Exception;
    }

    /** Once alone, so that what is loaded at first is loaded, and then many at once. */
    private static int many(Work work) throws Exception {
        run(1, work);
        return run(THREADS, work);
    }

    private static int run(int threads, Work work) throws Exception {
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        List<Future<Object>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            results.add(executor.submit(work::run));
        }
        int right = 0;
        for (Future<Object> result : results) {
            right += "RexRexRex".equals(result.get()) ? 1 : 0;
        }
        executor.shutdown();
        return right;
    }

    private static String names(String url, String sql) throws SQLException {
        StringBuilder names = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url)) {
            for (int i = 0; i < 3; i++) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setInt(1, 7);
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        names.append(rows.getString(1));
                    }
                }
            }
        }
        return names.toString();
    }
}
