package dev.covet.consistency.cache;

import dev.covet.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A JVM of its own with a cache, which asks until it is ended, and prints what its cache says. */
public final class LeaderMain {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private LeaderMain() {}

    /** URL, user, password, address of the store, and what it asks. */
    public static void main(String[] arguments) throws SQLException {
        TestDatabase database = new TestDatabase(arguments[0], arguments[1], arguments[2], () -> {});
        try (CachedJvm jvm = new CachedJvm(SharedStore.in(arguments[3], CacheRun.BOUNDED));
                Connection covered = jvm.to(database).getConnection()) {
            int printed = 0;
            while (jvm.errors().isEmpty()) {
                Ground.answer(covered, arguments[4]);
                for (; printed < jvm.said().size(); printed++) {
                    System.out.println(jvm.said().get(printed));
                }
                LockSupport.parkNanos(PAUSE);
            }
            System.out.println(jvm.errors());
        }
    }
}
