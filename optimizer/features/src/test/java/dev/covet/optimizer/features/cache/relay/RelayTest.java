package dev.covet.optimizer.features.cache.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayTest {
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long AGE = TimeUnit.SECONDS.toNanos(5);
    private static final int PET = TableClock.number("pet");

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(PostgresServer::start, connection -> {
        Sql.execute(connection, "create table pet (id int primary key, name text)");
        Sql.execute(connection, "create view pets as select * from pet");
    });

    private final AtomicLong later = new AtomicLong();
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {
                throw new AssertionError(error);
            }),
            new SelfProtection(System::nanoTime, this::reported),
            () -> System.nanoTime() + later.get());
    private final ConnectionSession session = new ConnectionSession(
            engine, new ConnectionFacts(Dialect.POSTGRESQL, "postgresql", "here", 1, 1, "shop", null, "me", "driver"));
    private final List<String> said = new CopyOnWriteArrayList<>();
    private ScriptedFeed feed;
    private Relay relay;
    private Thread thread;
    private Connection asking;
    private int expected;

    @BeforeEach
    void start() throws SQLException {
        asking = FILLED.database().connect();
        feed = new ScriptedFeed(asking);
        relay = new Relay(wishes -> feed, FeedWishes.USUAL, session, new Said(), PACE, true);
        thread = new Thread(relay, "covet-cache-test");
        thread.start();
        until(() -> relay.epoch() != null);
    }

    private void reported(String sentence, Throwable error) {
        reported.add(error);
    }

    private void assertFaults(int count) {
        assertThat(engine.protection().guard("cache").errors()).isEqualTo(count);
        assertThat(reported).hasSize(Math.min(1, count));
        expected = count;
    }

    @AfterEach
    void stop() throws Exception {
        relay.stop();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertFaults(expected);
        asking.close();
    }

    private final class Said implements RelayListener {
        @Override
        public void following() {
            said.add("following");
        }

        @Override
        public void refused(FeedRefusedException why) {
            said.add(why.code());
        }

        @Override
        public void lost(SQLException why) {
            said.add(why.getMessage());
        }
    }

    private void until(BooleanSupplier condition) {
        Await.until("the relay to get there", Duration.ofSeconds(10), () -> {
            relay.use(engine.nanoTime());
            return condition.getAsBoolean();
        });
    }

    private Epoch epoch() {
        return Objects.requireNonNull(relay.epoch());
    }

    private boolean isCurrent() {
        Epoch epoch = relay.epoch();
        return epoch != null && epoch.isWithin(AGE, engine.nanoTime());
    }

    private record Waiting(String sql, CompletableFuture<Ruling> ruling) implements Judged {
        @Override
        public QueryShape shape() {
            return QueryShape.of(SqlText.of(sql, Dialect.POSTGRESQL));
        }

        @Override
        public void ruled(Ruling made) {
            ruling.complete(made);
        }

        @Override
        public void unruled() {
            ruling.cancel(false);
        }
    }

    private Ruling judged(String sql) throws Exception {
        CompletableFuture<Ruling> ruling = new CompletableFuture<>();
        relay.judge(new Waiting(sql, ruling));
        return ruling.get(10, TimeUnit.SECONDS);
    }

    @Test
    void moment_thatIsNotReached_isNotComplete() {
        until(this::isCurrent);
        feed.reaches(false);
        until(() -> !epoch().isWithin(20 * PACE, engine.nanoTime()));
        long stands = epoch().complete();
        until(() -> !epoch().isWithin(40 * PACE, engine.nanoTime()));

        assertThat(epoch().complete()).isEqualTo(stands);
        feed.reaches(true);
        until(() -> epoch().complete() - stands > 0);
    }

    @Test
    void since_whenItsWitnessIsLost_isKnownAgainByAnother() {
        until(() -> relay.since(engine.nanoTime(), AGE).isPresent());
        feed.answers(false);
        until(() -> relay.since(engine.nanoTime(), AGE).isEmpty());

        feed.answers(true);

        until(() -> relay.since(engine.nanoTime(), AGE).isPresent());
        feed.breaks();
        until(() -> relay.epoch() == null);
        assertThat(relay.since(engine.nanoTime(), PACE)).isEmpty();
    }

    @Test
    void relayThatNobodyUses_endsItsFeedAndThread() throws Exception {
        until(this::isCurrent);
        feed.tell(7, "pet", false);
        until(() -> engine.tables().isOpen(PET));

        later.addAndGet(TimeUnit.MINUTES.toNanos(9));
        assertThat(feed.isClosed()).isFalse();
        later.addAndGet(TimeUnit.MINUTES.toNanos(2));

        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(feed.isClosed()).isTrue();
        assertThat(relay.epoch()).isNull();
        assertThat(engine.tables().isOpen(PET)).isFalse();
        assertThat(said).containsExactly("following");
    }

    private static String waiting(Connection asking) {
        try {
            return Sql.value(asking, "select count(*) from pg_locks where not granted");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void definitionsThatTakeLong_areNotLookedAtAllTheTime() throws Exception {
        assertThat(judged("select * from pet where id = 2").allowed()).isTrue();
        feed.takes(Duration.ofMillis(500));
        // The quickest of the last four counts.
        for (int look = 0; look < 5; look++) {
            awaitProgress(epoch().complete());
        }
        long stands = epoch().complete();
        int asked = feed.moments();
        until(() -> feed.moments() > asked + 12);

        assertThat(epoch().complete()).isEqualTo(stands);
        feed.takes(Duration.ZERO);
        awaitProgress(stands);
    }

    @Test
    void definitionsThatTookLongOnce_areLookedAtAsBefore() throws Exception {
        assertThat(judged("select * from pet where id = 2").allowed()).isTrue();
        for (int look = 0; look < 5; look++) {
            awaitProgress(epoch().complete());
        }
        try (Connection other = FILLED.database().connect()) {
            Sql.execute(other, "begin", "lock table pg_catalog.pg_enum in access exclusive mode");
            Await.until("the relay to wait", Duration.ofSeconds(10), () -> waiting(other), "1"::equals);
            Sql.execute(other, "select pg_sleep(3)", "rollback");
        }

        // Ten times as long as that took would be longer than anybody waits here.
        awaitProgress(epoch().complete());
        awaitProgress(epoch().complete());
        assertThat(said).containsExactly("following");
    }

    @Test
    void definitions_whileNothingIsTold_areLookedAtAllTheSame() throws Exception {
        assertThat(judged("select * from pet where id = 2").allowed()).isTrue();
        until(this::isCurrent);
        feed.reaches(false);
        until(() -> !epoch().isWithin(200 * PACE, engine.nanoTime()));

        until(() -> epoch().isDefinedWithin(100 * PACE, engine.nanoTime()));

        assertThat(epoch().isWithin(200 * PACE, engine.nanoTime())).isFalse();
    }

    private void awaitProgress(long before) {
        until(() -> epoch().complete() - before > 0);
    }

    @Test
    void queryThatCannotBeJudgedNow_isNotRuledOut() throws Exception {
        until(this::isCurrent);
        Sql.execute(asking, "set lock_timeout to 20");
        try (Connection other = FILLED.database().connect()) {
            Sql.execute(other, "begin", "lock table pg_catalog.pg_foreign_table in access exclusive mode");
            assertThatThrownBy(() -> judged("select * from pet where id = 1"))
                    .isInstanceOf(CancellationException.class);
            Sql.execute(other, "rollback");
        }
        assertThat(judged("select * from pet where id = 1").allowed()).isTrue();
        assertThat(said).containsExactly("following");
    }

    @Test
    void queryWhoseJudgingFails_isRuledOut_andTheFeedGoesOn() throws Exception {
        until(this::isCurrent);
        Epoch before = epoch();
        feed.fails(true);

        assertThat(judged("select name from pet where id = ?").reasons())
                .containsExactly("judging it failed by a fault of Covet");
        assertThat(judged("select id from pet").allowed()).isFalse();

        assertFaults(2);
        feed.fails(false);
        assertThat(judged("select name from pets where id = ?").allowed()).isTrue();
        long stands = before.complete();
        until(() -> before.complete() - stands > 0);
        assertThat(relay.epoch()).isSameAs(before);
        assertThat(feed.isClosed()).isFalse();
        assertThat(said).containsExactly("following");
    }

    @Test
    void judgingThatLeavesTheConnectionToSaySomethingElse_endsTheFeed() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                TestDatabase elsewhere = server.createDatabase();
                Connection other = elsewhere.connect()) {
            feed.next(other);
            feed.fails(true);

            relay.judge(new Waiting("select name from pet", new CompletableFuture<>()));

            until(() -> said.contains("The connection answers something else than it is asked."));
            assertFaults(1);
        }
    }

    @Test
    void commit_isOpenUntilAMomentShowsIt() {
        TableClock tables = engine.tables();
        long before = tables.of(PET);

        feed.tell(7, "Pet", false);

        until(() -> tables.of(PET) > before);
        assertThat(tables.isOpen(PET)).isTrue();
        long told = tables.of(PET);
        int asked = feed.moments();
        until(() -> feed.moments() > asked + 3);
        assertThat(tables.isOpen(PET)).isTrue();
        feed.show(7);
        until(() -> !tables.isOpen(PET));
        assertThat(tables.of(PET)).isGreaterThan(told);
        assertThat(said).containsExactly("following");
    }

    @Test
    void feedThatBreaks_endsTheEpochAndOpensNothing() {
        Epoch first = relay.epoch();
        feed.tell(8, "pet", false);
        until(() -> engine.tables().isOpen(PET));

        feed.breaks();

        until(() -> said.contains("the connection is lost"));
        until(() -> relay.epoch() == null);
        assertThat(engine.tables().isOpen(PET)).isFalse();
        feed = new ScriptedFeed(asking);
        until(() -> relay.epoch() != null);
        assertThat(relay.epoch()).isNotSameAs(first);
    }

    @Test
    void rowThatDoesNotFitIntoTheHeap_isSaid_andFollowedOn() {
        Epoch first = relay.epoch();

        feed.exhausts();

        until(() -> said.contains("java.lang.OutOfMemoryError: a row is too large"));
        feed = new ScriptedFeed(asking);
        until(() -> relay.epoch() != null);
        assertThat(relay.epoch()).isNotSameAs(first);
    }

    @Test
    void changeOfDefinitions_beginsAnotherEpochWhenEverybodySeesIt() {
        Epoch first = relay.epoch();

        feed.tell(9, "", true);

        until(() -> relay.epoch() == null);
        int asked = feed.moments();
        until(() -> feed.moments() > asked + 3);
        assertThat(relay.epoch()).isNull();
        feed.show(9);
        until(() -> relay.epoch() != null);
        assertThat(relay.epoch()).isNotSameAs(first);
    }

    @Test
    void anotherServer_endsTheEpoch() {
        feed.origin("two");

        until(() -> said.stream().anyMatch(each -> each.startsWith("another server")));
    }

    @Test
    void definitionOfAnotherSession_endsTheEpoch() throws Exception {
        Epoch first = relay.epoch();
        assertThat(judged("select name from pets where id = ?").allowed()).isTrue();

        try (Connection other = FILLED.database().connect()) {
            Sql.execute(other, "create or replace view pets as select id, name || '' as name from pet");
        }

        until(() -> relay.epoch() != null && relay.epoch() != first);
    }

    /** Begins again, for answers that are shared. */
    private void share() throws Exception {
        relay.stop();
        thread.join(10_000);
        feed = new ScriptedFeed(asking);
        relay = new Relay(wishes -> feed, FeedWishes.USUAL, session, new Said(), PACE, true);
        relay.share();
        thread = new Thread(relay, "covet-cache-test");
        thread.start();
        until(() -> relay.epoch() != null);
    }

    @Test
    void share_moments_sayHowFarAllIsTold() throws Exception {
        feed.position(10);
        until(this::isCurrent);
        assertThat(epoch().reach()).isNull();
        assertThat(judged("select name from pets where id = ?").print()).isEmpty();
        share();
        until(this::isCurrent);
        assertThat(epoch().reach()).as("the database does not tell where it is").isNull();

        feed.position(20);
        until(() -> epoch().reach() != null);
        feed.position(30);
        until(() -> Objects.requireNonNull(epoch().reach()).shown() == 30);
        assertThat(Objects.requireNonNull(epoch().reach()).start()).isEqualTo(20);
        assertThat(Objects.requireNonNull(epoch().reach()).origin()).isEqualTo("one");

        Epoch before = epoch();
        feed.tell(9, "", true);
        feed.show(9);
        until(() -> relay.epoch() != null && relay.epoch() != before && epoch().reach() != null);
        assertThat(Objects.requireNonNull(epoch().reach()).start()).isEqualTo(30);
    }

    @Test
    void share_print_isThatOfTheDefinitions() throws Exception {
        share();
        String pets = judged("select name from pets where id = ?").print();
        String pet = judged("select name from pet where id = ?").print();
        assertThat(pets).isNotEmpty().isNotEqualTo(pet);
        share();
        judged("select id from pet");
        assertThat(judged("select name from pets where id = ?").print()).isEqualTo(pets);

        try (Connection other = FILLED.database().connect()) {
            Sql.execute(other, "create or replace view pets as select id, 'a ' || name as name from pet");
        }
        share();

        assertThat(judged("select name from pets where id = ?").print()).isNotEqualTo(pets);
        assertThat(judged("select name from pet where id = ?").print()).isEqualTo(pet);
    }

    @Test
    void judge_viewOfATable_readsTheTable() throws Exception {
        Ruling ruling = judged("select name from pets where id = ?");

        assertThat(ruling.reasons()).isEmpty();
        assertThat(ruling.tables()).containsExactly(PET);
        assertThat(ruling.epoch()).isSameAs(relay.epoch());
    }

    @Test
    void judge_tableThatIsNotTold_isRefused() throws Exception {
        feed.leaveOut("pet");

        assertThat(judged("select name from pet where id = ?").reasons())
                .containsExactly("not every change of the table pet is told");
    }
}
