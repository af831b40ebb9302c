package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.signal.RelayStandingSignal;
import dev.covet.optimizer.engine.signal.RelayedCommitsSignal;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.shared.SharedSettings;
import dev.covet.optimizer.settings.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several JVMs, of which one is told of the changes: who that is, and what the others answer, whatever becomes of it. */
class FanOutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final RelayStandingSignal NONE = new RelayStandingSignal(0, 0, 0);
    private static final String QUERY = "select name from pet where id = ?";

    private final List<Member> members = new ArrayList<>();
    private SharedStore store;
    private TestDatabase database;
    private Connection other;
    private int written;

    @BeforeEach
    void create() throws SQLException {
        store = new SharedStore();
        database = CacheRun.database();
        other = database.connect();
        Sql.execute(
                other,
                "create table pet (id int primary key, name text)",
                "insert into pet select g, 'pet ' || g from generate_series(1, 100) g");
    }

    @AfterEach
    void close() throws SQLException {
        for (Member member : members) {
            member.close();
        }
        other.close();
        database.close();
        store.close();
    }

    /** A JVM with one connection. */
    private static final class Member implements AutoCloseable {
        private final CachedJvm jvm;
        private final Connection connection;
        private final AtomicReference<RelayStandingSignal> standing = new AtomicReference<>(NONE);
        private final AtomicLong handedOn = new AtomicLong();
        private final AtomicLong takenOver = new AtomicLong();

        Member(CachedJvm jvm, Connection connection) {
            this.jvm = jvm;
            this.connection = connection;
            jvm.hear(signal -> {
                if (signal instanceof RelayStandingSignal told) {
                    standing.set(told);
                } else if (signal instanceof RelayedCommitsSignal commits) {
                    (commits.handedOn() ? handedOn : takenOver).addAndGet(commits.commits());
                }
            });
        }

        String answer(int id) {
            return Ground.answer(connection, QUERY, id);
        }

        boolean answersFromItsCache() {
            answer(1);
            return jvm.served();
        }

        /** The last of what it has said of who is told. */
        String role() {
            return jvm.said().stream()
                    .filter(line -> line.equals("leading") || line.equals("handed"))
                    .reduce("", (before, last) -> last);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            jvm.close();
            assertThat(jvm.errors()).isEmpty();
            assertThat(jvm.violations()).isEmpty();
        }
    }

    private Member member(CacheSettings settings, String user) throws SQLException {
        CachedJvm jvm = new CachedJvm(settings);
        Connection connection = user.isEmpty()
                ? jvm.to(database).getConnection()
                : jvm.to(database).getConnection(user, user);
        Member made = new Member(jvm, connection);
        members.add(made);
        return made;
    }

    private Member member() throws SQLException {
        return member(store.in(CacheRun.BOUNDED), "");
    }

    /** Each has kept answers. */
    private void warm() {
        for (Member member : members) {
            assertThat(Await.whether(PATIENCE, member::answersFromItsCache))
                    .as(() -> "a hit " + member.jvm.said())
                    .isTrue();
        }
    }

    private String slots() {
        try {
            return Sql.value(
                    other,
                    "select count(*) from pg_replication_slots where database = current_database()"
                            + " and slot_name like 'covet%'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitSlots(int count) {
        Await.until("the slots to be " + count, PATIENCE, () -> {
            // Else they rest.
            members.forEach(Member::answersFromItsCache);
            return slots().equals(String.valueOf(count));
        });
    }

    private void awaitRoles(String... roles) {
        Await.until(
                "the roles "
                        + members.stream()
                                .map(member -> member.jvm.said().toString())
                                .toList(),
                PATIENCE,
                () -> {
                    members.forEach(Member::answersFromItsCache);
                    return members.stream().map(Member::role).sorted().toList().equals(List.of(roles));
                });
    }

    /** What somebody else commits is seen by all, and their caches answer again. */
    private void assertTold() throws SQLException {
        for (int round = 0; round < 5; round++) {
            String name = "written " + ++written;
            Sql.execute(other, "update pet set name = '" + name + "' where id = 1");
            for (Member member : members) {
                Await.until(name, PATIENCE, () -> member.answer(1).contains(name));
            }
            warm();
            for (Member member : members) {
                assertThat(member.answer(1)).contains(name);
            }
        }
    }

    private Member leader() {
        return members.stream()
                .filter(member -> member.role().equals("leading"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void threeJvms_haveOneSlot() throws SQLException {
        member();
        member();
        member();
        warm();

        awaitRoles("handed", "handed", "leading");
        assertThat(slots()).isEqualTo("1");
        assertThat(Sql.value(
                        other,
                        "select count(*) from pg_stat_replication r join pg_replication_slots s on s.active_pid = r.pid"
                                + " where s.database = current_database()"))
                .isEqualTo("1");
        assertTold();
        assertThat(slots()).isEqualTo("1");
        assertThat(members).noneMatch(member -> member.jvm.said().toString().contains("lost"));
    }

    /** By how many databases each is told what, in the order of the members. */
    private void awaitStandings(RelayStandingSignal... wanted) {
        Await.until("the roles that are measured", PATIENCE, () -> {
            members.forEach(Member::answersFromItsCache);
            return members.stream()
                    .map(member -> member.standing.get())
                    .toList()
                    .equals(List.of(wanted));
        });
    }

    @Test
    void rolesAndCommits_areMeasured() throws SQLException {
        RelayStandingSignal leads = new RelayStandingSignal(1, 0, 0);
        RelayStandingSignal follows = new RelayStandingSignal(0, 1, 0);
        RelayStandingSignal apart = new RelayStandingSignal(0, 0, 1);
        Member first = member();
        warm();
        Member second = member();
        warm();
        awaitStandings(leads, follows);
        long handed = first.handedOn.get();
        long taken = second.takenOver.get();
        assertTold();
        Await.until("the commits", PATIENCE, () -> first.handedOn.get() >= handed + 5);
        Await.until("the commits", PATIENCE, () -> second.takenOver.get() >= taken + 5);
        assertThat(first.takenOver).hasValue(0);
        assertThat(second.handedOn).hasValue(0);

        store.server().kill();
        awaitStandings(apart, apart);
        store.server().restart();
        members.remove(first);
        first.close();
        Await.until("nothing to be left", PATIENCE, () -> NONE.equals(first.standing.get()));
        awaitStandings(leads);
    }

    @Test
    void leaderThatEnds_isFollowedByAnother() throws SQLException {
        member();
        member();
        warm();
        awaitRoles("handed", "leading");
        Member leader = leader();
        members.remove(leader);
        leader.close();

        awaitRoles("leading");
        member();
        warm();
        awaitRoles("handed", "leading");
        assertTold();
        assertThat(slots()).isEqualTo("1");
    }

    @Test
    void leaderThatIsCut_isFollowedByAnother() throws SQLException {
        member();
        member();
        member();
        warm();
        for (int round = 0; round < 3; round++) {
            awaitRoles("handed", "handed", "leading");
            long lost = losses();
            Sql.value(
                    other,
                    "select count(pg_terminate_backend(active_pid)) from pg_replication_slots"
                            + " where database = current_database()");
            Await.until("all to lose what they had", PATIENCE, () -> losses() >= lost + 3);
            assertTold();
            awaitSlots(1);
        }
    }

    private long losses() {
        return members.stream()
                .flatMap(member -> member.jvm.said().stream())
                .filter(line -> line.startsWith("lost"))
                .count();
    }

    @Test
    void storeThatIsGone_leavesEachItsOwnSlot_andBackLeavesOne() throws SQLException {
        member();
        member();
        member();
        warm();
        awaitRoles("handed", "handed", "leading");
        store.server().kill();

        awaitSlots(3);
        assertTold();
        assertThat(slots()).isEqualTo("3");
        store.server().restart();
        awaitSlots(1);
        awaitRoles("handed", "handed", "leading");
        assertTold();
    }

    /** As when Redis drops what it likes, with {@code allkeys-lru}. */
    @Test
    void storeThatForgets_changesNothing() throws SQLException {
        member();
        member();
        warm();
        awaitRoles("handed", "leading");
        for (int round = 0; round < 5; round++) {
            store.ask("FLUSHALL");
            assertTold();
        }
        awaitSlots(1);
    }

    @Test
    void roleWithoutTheRight_followsOthers_butDoesNotLead() throws SQLException {
        Sql.execute(
                other, "create role covet_plain login password 'covet_plain'", "grant select on pet to covet_plain");
        try {
            Member plain = member(store.in(CacheRun.BOUNDED), "covet_plain");
            Await.until("that it is said", PATIENCE, () -> {
                plain.answer(1);
                return plain.jvm.said().stream()
                        .anyMatch(line -> line.startsWith("COVET-4203")
                                && line.contains("No other JVM hands its changes on, either."));
            });
            assertThat(plain.jvm.hits()).isZero();

            Member leader = member();
            Await.until("a hit of who may lead", PATIENCE, leader::answersFromItsCache);
            warm();
            assertThat(plain.role()).isEqualTo("handed");
            assertTold();
            members.remove(leader);
            leader.close();
            Await.until("that it is not answered", PATIENCE, () -> !plain.answersFromItsCache());
            Sql.execute(other, "update pet set name = 'alone' where id = 1");
            assertThat(plain.answer(1)).contains("alone");
        } finally {
            for (Member member : members) {
                member.close();
            }
            members.clear();
            Sql.execute(other, "drop owned by covet_plain", "drop role covet_plain");
        }
    }

    @Test
    void anotherKey_isNotRead() throws SQLException {
        SharedSettings others = new SharedSettings(
                Secret.of("redis://" + store.server().address()),
                Secret.of("BAAAAAAAAAAAAAAAAAAAAA=="),
                Duration.ofMillis(200));
        member();
        warm();
        Member stranger = member(CacheRun.BOUNDED.sharing(others), "");
        warm();

        awaitSlots(2);
        assertThat(stranger.jvm.said().toString()).contains("covet.cache.shared.key");
        assertTold();
        assertThat(slots()).isEqualTo("2");
    }

    @Test
    void entriesThatSomebodyHasWritten_endWhatWasKnown() throws SQLException {
        member();
        member();
        warm();
        awaitRoles("handed", "leading");
        long lost = losses();
        store.ask(
                "EVAL \"local k=redis.call('KEYS','covet:relay:*') for i=1,#k do if redis.call('TYPE',k[i]).ok=='stream'"
                        + " then local l=redis.call('XREVRANGE',k[i],'+','-','COUNT','1')[1]"
                        + " local n=tonumber(string.match(l[1],'^%d+'))"
                        + " redis.call('XADD',k[i],string.format('%.0f-1',n),'e',l[2][2]) end end return 1\" 0");

        Await.until("that it is noticed", PATIENCE, () -> losses() > lost);
        assertTold();
    }

    @Test
    void switchedOff_eachHasItsOwn() throws SQLException {
        CacheSettings shared = store.in(CacheRun.BOUNDED);
        member(shared.sharing(shared.shared().apart()), "");
        member(shared.sharing(shared.shared().apart()), "");
        warm();

        assertThat(slots()).isEqualTo("2");
        assertThat(members).allMatch(member -> member.role().isEmpty());
    }
}
