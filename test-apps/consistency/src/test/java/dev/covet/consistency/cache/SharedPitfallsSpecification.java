package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One JVM is given another's answers, on whichever database. */
abstract class SharedPitfallsSpecification {
    private static SharedStore store;

    private TestDatabase database;
    private SharedGround ground;

    @BeforeAll
    static void startStore() {
        store = new SharedStore();
    }

    @AfterAll
    static void stopStore() {
        store.close();
    }

    abstract TestDatabase createDatabase();

    /** With one value, which takes some milliseconds. */
    abstract String query();

    /** What makes and fills the tables; {@code pet} has a thousand rows. */
    abstract List<String> tables();

    @BeforeEach
    final void create() throws SQLException {
        database = createDatabase();
        ground = new SharedGround(store, database, query());
        Sql.execute(ground.other(), tables().toArray(String[]::new));
    }

    @AfterEach
    final void drop() throws SQLException {
        ground.close();
        database.close();
    }

    final SharedGround ground() {
        return ground;
    }

    /** As an application usually connects. */
    Connection connection(CachedJvm jvm, String... settings) throws SQLException {
        return ground.connection(jvm, settings);
    }

    @Test
    final void sameSessions_share_andTheAnswerIsKept() throws SQLException {
        try (CachedJvm one = ground.jvm();
                CachedJvm two = ground.jvm();
                Connection first = connection(one);
                Connection second = connection(two)) {
            ground.warm(one, first);
            ground.warm(two, second);

            ground.assertShared(first, two, second);
            ground.asked(second, ground.last());
            assertThat(two.outcome()).isEqualTo("hit");
            ground.assertShared(second, one, first);
            assertThat(one.errors()).isEmpty();
            assertThat(two.errors()).isEmpty();
        }
    }

    @Test
    final void othersCommit_thatIsToldHere_endsWhatWasStoredBefore() throws SQLException {
        try (CachedJvm one = ground.jvm();
                CachedJvm two = ground.jvm();
                Connection first = connection(one);
                Connection second = connection(two)) {
            ground.warm(one, first);
            ground.warm(two, second);
            ground.assertShared(first, two, second);
            for (int round = 0; round < 5; round++) {
                int id = ground.fill(first);
                // Nothing but the change makes a miss of what is kept now.
                ground.warm(two, second);
                Sql.execute(ground.other(), "update pet set name = 'changed " + round + "' where id = " + id);
                Await.until("that it is told", SharedGround.PATIENCE, () -> {
                    ground.asked(second, 1);
                    return two.outcome().equals("miss");
                });
                assertThat(ground.asked(second, id)).contains("changed " + round);
            }
        }
    }

    /** What this JVM has written is seen, although nobody has told of it yet. */
    @Test
    final void ownWrite_thatNobodyHasToldOf_isSeen() throws SQLException {
        AtomicBoolean held = new AtomicBoolean();
        try (CachedJvm one = ground.jvm();
                CachedJvm two = ground.jvm(source -> HeldFeed.of(source, held::get));
                Connection first = connection(one);
                Connection second = connection(two)) {
            ground.warm(one, first);
            ground.warm(two, second);
            Sql.execute(second, "update pet set name = 'known' where id = 1000");
            ground.assertShared(first, two, second);
            for (int round = 0; round < 5; round++) {
                int id = ground.fill(first);
                held.set(true);
                Sql.execute(second, "update pet set name = 'own " + round + "' where id = " + id);
                assertThat(ground.asked(second, id)).contains("own " + round);
                held.set(false);
                ground.assertShared(first, two, second);
            }
        }
    }
}
