package dev.covet.consistency.cache;

import dev.covet.fixtures.time.Await;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Of a database that nobody asks any more nothing stays. */
class IdleTest {
    private static final String QUERY = "select id from pet";
    private static final String SLOTS = "select count(*) from pg_replication_slots where database = current_database()";

    private static void assertSlots(Ground ground, String count) {
        Await.until(
                "slots: " + count,
                Duration.ofSeconds(20),
                () -> Ground.answer(ground.other(), SLOTS),
                answer -> answer.contains("=Long " + count + "|"));
    }

    private static WeakReference<Object> used(Ground ground) throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            return new WeakReference<>(Ground.sourceOf(covered));
        }
    }

    @Test
    void databaseThatNobodyAsks_isLetGoAndFollowedAgainWhenItIsWanted() throws SQLException {
        try (Ground ground = Ground.of("create table pet (id int primary key)", "insert into pet values (1)")) {
            WeakReference<Object> source = used(ground);
            assertSlots(ground, "1");

            ground.putForward(Duration.ofMinutes(11));

            assertSlots(ground, "0");
            Await.until("nobody to hold what opens feeds", Duration.ofSeconds(20), () -> {
                System.gc();
                return source.refersTo(null);
            });
            used(ground);
            assertSlots(ground, "1");
        }
    }
}
