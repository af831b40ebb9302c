package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.change.ChangeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One JVM is given another's answers where places in a binary log are compared, and is not if anything differs. */
abstract class SharedLogSpecification extends SharedPitfallsSpecification {
    /** Takes some milliseconds, and shows the zone of the session. */
    private static final String SLOW = "select count(*) as n, max(p.name) as name, max(p.made) as made"
            + " from pet p, pet q, pet r where p.id = ? and r.id <= 60 and q.id % 7 < 5";

    private static final String FILL = "insert into pet (id, name) with recursive g (n) as"
            + " (select 1 union all select n + 1 from g where n < 1000) select n, concat('pet ', n) from g";

    private SharedGround ground;
    private Connection other;

    /** One that only these tests use. */
    abstract LoggingServer server();

    @Override
    final TestDatabase createDatabase() {
        return server().create();
    }

    @Override
    final String query() {
        return SLOW;
    }

    @Override
    final List<String> tables() {
        return List.of(
                "create table pet (id int primary key, name varchar(40), made timestamp not null"
                        + " default '2024-02-29 12:00:00')",
                FILL);
    }

    @BeforeEach
    void other() {
        ground = ground();
        other = ground.other();
    }

    @AfterEach
    void closeOther() throws SQLException {
        other.close();
    }

    @Test
    void sessionsThatDiffer_doNotShare() throws SQLException {
        for (String setting : List.of(
                "set time_zone = '+09:00'",
                "set sql_mode = 'NO_UNSIGNED_SUBTRACTION'",
                "set lc_time_names = 'de_DE'")) {
            try (CachedJvm one = ground.jvm();
                    CachedJvm two = ground.jvm();
                    Connection first = ground.connection(one);
                    Connection same = ground.connection(two);
                    Connection second = ground.connection(two, setting)) {
                ground.warm(one, first);
                ground.warm(two, same);
                ground.warm(two, second);
                ground.assertShared(first, two, same);

                ground.assertNotShared(first, two, second);
            }
        }
    }

    /** The column's type is shown with the answer. */
    @Test
    void otherDefinition_isThatOfTheAnswer() throws SQLException {
        try (CachedJvm one = ground.jvm();
                CachedJvm two = ground.jvm();
                Connection first = ground.connection(one);
                Connection second = ground.connection(two)) {
            ground.warm(one, first);
            ground.warm(two, second);
            for (String type : List.of("text", "varchar(50)", "text")) {
                int id = ground.fill(first);
                String before = ground.bare(id);
                Sql.execute(other, "alter table pet modify name " + type);
                assertThat(ground.bare(id)).isNotEqualTo(before);
                Await.until(
                        "that it is told",
                        SharedGround.PATIENCE,
                        () -> ground.asked(second, id).equals(ground.bare(id)));
                ground.warm(one, first);
                ground.warm(two, second);
                ground.assertShared(first, two, second);
            }
        }
    }

    /** What was stored before this JVM was told of changes may have been changed in between. */
    @Test
    void storedBeforeTheStart_isNotTaken() throws SQLException {
        assertThat(isStaleAfter(UnaryOperator.identity(), this::change)).isFalse();
    }

    @Test
    void storedBeforeTheStart_withoutStart_isTakenAndWrong() throws SQLException {
        assertStaleAtLast(WrongPositions.Defect.NO_START, this::change);
    }

    @Test
    void storedBeforeTheLogBeganAnew_isNotTaken() throws SQLException {
        assertThat(isStaleAfter(UnaryOperator.identity(), this::beginAnew)).isFalse();
    }

    @Test
    void storedBeforeTheLogBeganAnew_withoutIdentity_isTakenAndWrong() throws SQLException {
        assertStaleAtLast(WrongPositions.Defect.SAME_ORIGIN, this::beginAnew);
    }

    /** Counts of what the server has done, by which it is seen that its log began anew, may begin anew as well. */
    @Test
    void storedBeforeTheLogAndCountsBeganAnew_isNotTaken() throws SQLException {
        assertThat(isStaleAfter(UnaryOperator.identity(), id -> {
                    beginAnew(id);
                    Sql.execute(other, server().countAnew());
                }))
                .isFalse();
    }

    /** Neither its history nor its tables are those of before. */
    @Test
    void storedBeforeABackupWasRestored_isNotTaken() throws SQLException {
        Path backup = server().backup();
        other = ground.database().connect();
        assertThat(isStaleAfter(UnaryOperator.identity(), id -> restore(backup, id)))
                .isFalse();
    }

    /** What happens to an answer that was stored, after which it is another one. */
    @FunctionalInterface
    private interface Event {
        void happen(int id) throws SQLException;
    }

    private void change(int id) throws SQLException {
        Sql.execute(other, "update pet set name = 'changed' where id = " + id);
    }

    private void beginAnew(int id) throws SQLException {
        Sql.execute(other, server().beginAnew());
        change(id);
    }

    private void restore(Path backup, int id) throws SQLException {
        other.close();
        server().restore(backup);
        other = ground.database().connect();
        change(id);
    }

    /** Whether the second JVM's answer is the one from before. */
    private boolean isStaleAfter(UnaryOperator<ChangeSource> feeds, Event event) throws SQLException {
        int id;
        try (CachedJvm one = ground.jvm(feeds);
                Connection first = ground.connection(one)) {
            Sql.execute(other, "flush binary logs", "flush binary logs", "flush binary logs");
            ground.warm(one, first);
            id = ground.fill(first);
        }
        event.happen(id);
        try (CachedJvm two = ground.jvm(feeds);
                Connection second = ground.connection(two)) {
            ground.warm(two, second);
            String answer = ground.asked(second, id);
            assertThat(two.outcome()).isIn("miss", "shared hit");
            return !answer.contains("changed");
        }
    }

    /** Now and then the store is too slow to be asked, or what was stored last was another answer. */
    private void assertStaleAtLast(WrongPositions.Defect defect, Event event) throws SQLException {
        for (int rounds = 1; !isStaleAfter(source -> WrongPositions.of(source, defect), event); rounds++) {
            assertThat(rounds).as("starts after which all was right").isLessThan(20);
        }
    }

    /** Copies a folder with all that is in it to one that does not exist. */
    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
