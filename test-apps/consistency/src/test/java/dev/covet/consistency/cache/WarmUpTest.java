package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.shared.Sealing;
import dev.covet.optimizer.features.cache.shared.SharedSettings;
import dev.covet.optimizer.features.cache.warm.Heat;
import dev.covet.optimizer.features.cache.warm.HotFile;
import dev.covet.optimizer.features.cache.warm.HotQuery;
import dev.covet.optimizer.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was hot before a restart is in the cache again before anybody asks, and is as it is now. */
class WarmUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOT = "select name from pet where id = ?";
    private static final String TEXT = "select name, id from pet where id = 8";

    /** Makes the application's session known to be one whose database is followed. */
    private static final String OTHER = "select count(*) from pet";

    private static final String KEY =
            Base64.getEncoder().encodeToString("a key of 16 byte".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("hot");
    }

    private CacheSettings settings() {
        return CacheRun.BOUNDED.verifying(0).warmingUp(file().toString());
    }

    private static TestDatabase database(Kind kind) throws SQLException {
        TestDatabase database = kind.database();
        try (Connection own = database.connect()) {
            Sql.execute(own, "create table pet (id int primary key, name varchar(20))");
            for (int i = 1; i < 20; i++) {
                Sql.execute(own, "insert into pet values (" + i + ", 'pet " + i + "')");
            }
        }
        return database;
    }

    private static String plain(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return Ground.told(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hit(CachedJvm jvm, Connection covered, String sql, @Nullable Object... values) {
        int[] hits = new int[1];
        Await.until("hits " + jvm.outcomes() + jvm.said(), PATIENCE, () -> {
            if (values.length == 0) {
                plain(covered, sql);
            } else {
                Ground.answer(covered, sql, values);
            }
            hits[0] += jvm.served() ? 1 : 0;
            return hits[0] > 20;
        });
    }

    /** A run in which these are hot. */
    private void run(TestDatabase database, CacheSettings settings, int... ids) throws SQLException {
        try (CachedJvm jvm = new CachedJvm(settings);
                Connection covered = jvm.to(database).getConnection()) {
            for (int id : ids) {
                hit(jvm, covered, HOT, id);
            }
            hit(jvm, covered, TEXT);
            assertThat(jvm.errors()).isEmpty();
        }
    }

    /** The application asks something else until this was said. */
    private static String awaitSaid(CachedJvm jvm, Connection covered, String begin) {
        return Await.until(
                "saying " + begin + jvm.said(),
                PATIENCE,
                () -> {
                    Ground.answer(covered, OTHER);
                    return jvm.served() || begin.startsWith("COVET") ? said(jvm, begin) : "";
                },
                found -> !found.isEmpty());
    }

    private static String said(CachedJvm jvm, String begin) {
        return jvm.said().stream()
                .filter(each -> each.startsWith(begin))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB", "MARIADB_BY_MYSQL"})
    void firstExecutionAfterARestart_isAHit_ofTheRowsAsTheyAre(Kind kind) throws Exception {
        try (TestDatabase database = database(kind);
                Connection other = database.connect()) {
            run(database, settings(), 5, 6, 7);
            Sql.execute(other, "update pet set name = 'changed' where id = 7");
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                assertThat(awaitSaid(jvm, covered, "warmed")).matches("warmed (\\d+) of \\1");
                long hits = jvm.hits();
                assertHitAtOnce(jvm, covered, 5, "pet 5");
                assertHitAtOnce(jvm, covered, 7, "changed");
                assertThat(plain(covered, TEXT)).contains("pet 8");
                assertThat(jvm.served()).isTrue();
                Ground.answer(covered, HOT, 9);
                assertThat(jvm.served()).isFalse();
                assertThat(jvm.hits()).isEqualTo(hits + 3);
                assertThat(jvm.count("warmed")).isGreaterThanOrEqualTo(4);
                Sql.execute(other, "update pet set name = 'again' where id = 5");
                Await.until(
                        "the new name", PATIENCE, () -> Ground.answer(covered, HOT, 5), name -> name.contains("again"));
                assertThat(jvm.errors()).isEmpty();
            }
        }
    }

    /** Answers may be held back for some milliseconds, but nobody asks the database for them. */
    private static void assertHitAtOnce(CachedJvm jvm, Connection covered, int id, String name) {
        Await.until("an answer that is not held back", PATIENCE, () -> {
            assertThat(Ground.answer(covered, HOT, id)).contains(name);
            return !jvm.outcome().equals("late");
        });
        assertThat(jvm.outcome()).isEqualTo("hit");
    }

    @Test
    void answerInBinary_isThereAsWell() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            String url = database.jdbcUrl("prepareThreshold=2");
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(url, database).getConnection();
                    PreparedStatement statement = covered.prepareStatement(HOT)) {
                int[] hits = new int[1];
                Await.until("hits in binary", PATIENCE, () -> {
                    ask(statement);
                    hits[0] += jvm.served() ? 1 : 0;
                    return hits[0] > 20;
                });
            }
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(url, database).getConnection();
                    PreparedStatement statement = covered.prepareStatement(HOT)) {
                awaitSaid(jvm, covered, "warmed");
                for (int i = 0; i < 6; i++) {
                    ask(statement);
                    // One of them has to be sent, as the driver learns by it.
                    assertThat(jvm.outcome()).isIn("hit", "form", "late");
                }
            }
        }
    }

    @Test
    void jvmThatEnds_writesOnceMore_andIsStillAnswered() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                hit(jvm, covered, HOT, 5);
                assertThat(file()).doesNotExist();
                jvm.endSoon(PATIENCE);
                assertThat(file()).isNotEmptyFile();
                hit(jvm, covered, HOT, 6);
                byte[] written = Files.readAllBytes(file());
                jvm.endSoon(PATIENCE);
                assertThat(file()).hasBinaryContent(written);
                assertThat(said(jvm, "COVET")).isEmpty();
                assertThat(jvm.errors()).isEmpty();
            }
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                assertThat(awaitSaid(jvm, covered, "warmed")).matches("warmed (\\d+) of \\1");
                assertHitAtOnce(jvm, covered, 5, "pet 5");
            }
        }
    }

    /** Opens no connection besides until it may. */
    private record SlowSource(ChangeSource source, CountDownLatch asked, CountDownLatch may) implements ChangeSource {
        @Override
        public ChangeFeed open(FeedWishes wishes) throws FeedRefusedException, SQLException {
            return source.open(wishes);
        }

        @Override
        public @Nullable Connection connect() throws SQLException {
            asked.countDown();
            boolean interrupted = false;
            while (may.getCount() > 0) {
                try {
                    may.await();
                } catch (InterruptedException e) {
                    // As a driver that waits for its server does not notice it.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return source.connect();
        }
    }

    @Test
    void jvmThatEnds_doesNotWaitForADriver() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            run(database, settings(), 5);
            byte[] before = Files.readAllBytes(file());
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch may = new CountDownLatch(1);
            try (CachedJvm jvm = new CachedJvm(settings(), source -> new SlowSource(source, asked, may));
                    Connection covered = jvm.to(database).getConnection()) {
                hit(jvm, covered, HOT, 9);
                assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                // Nothing is written before the driver has let go, so this does not wait until it has.
                jvm.endSoon(Duration.ofMillis(50));
                assertThat(file()).hasBinaryContent(before);
                may.countDown();
                Await.until("the file", PATIENCE, () -> !Arrays.equals(before, bytes()));
                assertThat(jvm.errors()).isEmpty();
            } finally {
                may.countDown();
            }
        }
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void ask(PreparedStatement statement) {
        try {
            statement.setInt(1, 5);
            statement.executeQuery().close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void file_isOfItsOwnerOnly_andLeavesNothingBesides() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            run(database, settings(), 5);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            try (Stream<Path> all = Files.list(folder)) {
                assertThat(all).containsExactly(file());
            }
        }
    }

    private CacheSettings sealed(String key) {
        return settings().sharing(new SharedSettings(Secret.NONE, Secret.of(key), Duration.ofMillis(20)));
    }

    @Test
    void fileWithAKey_isEncrypted_andReadWithThatKeyOnly() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            run(database, sealed(KEY), 5);
            byte[] bytes = Files.readAllBytes(file());
            assertThat(contains(bytes, "pet")).isFalse();
            try (CachedJvm jvm = new CachedJvm(sealed(KEY));
                    Connection covered = jvm.to(database).getConnection()) {
                assertThat(awaitSaid(jvm, covered, "warmed")).matches("warmed (\\d+) of \\1");
                assertHitAtOnce(jvm, covered, 5, "pet 5");
            }
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                awaitSaid(jvm, covered, "COVET-4260");
            }
            run(database, settings(), 5);
            assertThat(contains(Files.readAllBytes(file()), "pet")).isTrue();
        }
    }

    /** As it is written, two bytes for each character. */
    private static boolean contains(byte[] bytes, String text) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        String wide = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
        return all.contains(wide) || all.contains(text);
    }

    @Test
    void brokenFile_isSaid_andWrittenAnew() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            run(database, settings(), 5);
            byte[] good = Files.readAllBytes(file());
            for (int cut : List.of(1, 9, good.length / 2, good.length - 30)) {
                byte[] bad = Arrays.copyOf(good, good.length - cut);
                Files.write(file(), bad);
                try (CachedJvm jvm = new CachedJvm(settings());
                        Connection covered = jvm.to(database).getConnection()) {
                    awaitSaid(jvm, covered, "COVET-4260");
                    hit(jvm, covered, HOT, 5);
                    assertThat(said(jvm, "warmed")).isEmpty();
                    assertThat(jvm.errors()).isEmpty();
                }
                assertThat(Files.readAllBytes(file())).isNotEqualTo(bad);
            }
            byte[] flipped = Files.readAllBytes(file());
            flipped[flipped.length / 2] ^= 1;
            Files.write(file(), flipped);
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                awaitSaid(jvm, covered, "COVET-4260");
            }
        }
    }

    @Test
    void fileOfSomebodyElse_isLeftAlone() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            Files.writeString(file(), "covet: my settings");
            run(database, settings(), 5);
            assertThat(file()).hasContent("covet: my settings");
            Files.delete(file());
            run(database, settings(), 5);
            byte[] good = Files.readAllBytes(file());
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw----"));
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                assertThat(awaitSaid(jvm, covered, "COVET-4260")).contains("others may write it");
            }
            assertThat(file()).hasBinaryContent(good);
        }
    }

    @Test
    void fileThatCannotBeWritten_isSaid() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            CacheSettings settings =
                    CacheRun.BOUNDED.warmingUp(folder.resolve("nowhere/hot").toString());
            CachedJvm jvm = new CachedJvm(settings);
            try (Connection covered = jvm.to(database).getConnection()) {
                hit(jvm, covered, HOT, 5);
            }
            jvm.close();
            assertThat(said(jvm, "COVET-4261")).contains("nowhere");
            assertThat(jvm.errors()).isEmpty();
        }
    }

    @Test
    void keyThatIsNone_writesNothing() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            try (CachedJvm jvm = new CachedJvm(sealed("no key"));
                    Connection covered = jvm.to(database).getConnection()) {
                assertThat(said(jvm, "COVET-4261")).contains("no AES key");
                hit(jvm, covered, HOT, 5);
            }
            assertThat(file()).doesNotExist();
        }
    }

    private static Heat.Hot hot(Connection covered, String sql) {
        ConnectionSession session = ((WrappedConnection) covered).session();
        BoundKey none = Objects.requireNonNull(BoundKey.of(new Parameters(), 0));
        return new Heat.Hot(
                new HotQuery(HotQuery.place(session.facts()), sql, none, sql.length() % 2 == 0, false, 0), 1_000_000);
    }

    /** The last one may be run. */
    private void writeWrong(TestDatabase database) throws Exception {
        List<String> texts = List.of(
                "delete from pet",
                "insert into trail values (2)",
                "drop table pet",
                "select id from pet; delete from pet",
                "select written() from pet",
                "select id from pet for update",
                "select nextval('counter') from pet",
                "select id into more from pet",
                "call gone()",
                "no sql at all",
                "select id from pet where id = 3");
        try (CachedJvm off = new CachedJvm(CacheRun.BOUNDED);
                Connection covered = off.to(database).getConnection()) {
            HotFile file = new HotFile(file(), Objects.requireNonNull(Sealing.of("")), 100);
            file.write(texts.stream().map(sql -> hot(covered, sql)).toList());
        }
    }

    /** Whoever can write the file cannot have anything run but queries that only read. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void whatIsNoPlainQuery_isNotRun(Kind kind) throws Exception {
        try (TestDatabase database = database(kind);
                Connection other = database.connect()) {
            Sql.execute(other, "create table trail (id int)");
            if (kind == Kind.POSTGRES) {
                Sql.execute(
                        other,
                        "create sequence counter",
                        "create function written() returns int immutable language sql"
                                + " as $$ insert into trail values (1); select 1 $$");
            }
            writeWrong(database);
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                assertThat(awaitSaid(jvm, covered, "warmed")).isEqualTo("warmed 1 of 11");
                assertThat(jvm.count("warmed")).isEqualTo(1);
                assertThat(jvm.errors()).isEmpty();
            }
            assertThat(Sql.value(other, "select count(*) from pet")).isEqualTo("19");
            assertThat(Sql.value(other, "select count(*) from trail")).isEqualTo("0");
            if (kind == Kind.POSTGRES) {
                assertThat(Sql.value(other, "select is_called from counter")).isEqualTo("f");
            }
        }
    }

    /** The query is hot no more where its table is gone; the others are asked. */
    @Test
    void queryOfATableThatIsGone_isNotRun() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES);
                Connection other = database.connect()) {
            Sql.execute(other, "create table toy (id int primary key)", "insert into toy values (5)");
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                hit(jvm, covered, "select id from toy where id = ?", 5);
                hit(jvm, covered, HOT, 5);
            }
            Sql.execute(other, "drop table toy");
            try (CachedJvm jvm = new CachedJvm(settings());
                    Connection covered = jvm.to(database).getConnection()) {
                assertThat(awaitSaid(jvm, covered, "warmed")).doesNotMatch("warmed (\\d+) of \\1");
                assertHitAtOnce(jvm, covered, 5, "pet 5");
                assertThat(jvm.errors()).isEmpty();
            }
        }
    }

    @Test
    void connectionThatIsRefused_isSaid_andTheApplicationIsAnswered() throws Exception {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            run(database, settings(), 5);
            try (CachedJvm jvm = new CachedJvm(settings(), RefusedConnections::of);
                    Connection covered = jvm.to(database).getConnection()) {
                assertThat(awaitSaid(jvm, covered, "COVET-4262")).contains("refused");
                hit(jvm, covered, HOT, 5);
                assertThat(jvm.errors()).isEmpty();
            }
        }
    }

    @Test
    void nothingIsWritten_ifItIsOff() throws IOException, SQLException {
        try (TestDatabase database = database(Kind.POSTGRES)) {
            run(database, CacheRun.BOUNDED, 5);
            try (Stream<Path> all = Files.list(folder)) {
                assertThat(all).isEmpty();
            }
        }
    }
}
