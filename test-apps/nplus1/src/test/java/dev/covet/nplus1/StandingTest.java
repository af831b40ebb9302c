package dev.covet.nplus1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchSettings.Mode;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.standing.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

/** What is said of a pair that is not answered from batches. */
class StandingTest {
    private static final String OWNERS = "select id, pad from owner where id <= ? order by id";
    private static final String PETS = "select id, name from pet where owner_id = ? order by id";
    private static final int ALL = 1_200;

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner as select i::bigint as id, repeat('x', 200) as pad from generate_series(1, " + ALL
                    + ") i",
            "create table pet (id bigint primary key, owner_id bigint, name text)",
            "insert into pet select i, i, 'pet ' || i from generate_series(1, " + ALL + ") i",
            "create index on pet (owner_id)",
            "create function loud(bigint) returns bigint language plpgsql volatile as 'begin return $1; end'");

    private final List<FindingSignal> findings = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();

    private Engine engine() {
        return Objects.requireNonNull(engine.get());
    }

    /** One query for one owner. */
    interface Visit {
        void of(PreparedStatement query, long owner) throws SQLException;
    }

    private static void visit(PreparedStatement query, long owner) throws SQLException {
        query.setLong(1, owner);
        try (ResultSet rows = query.executeQuery()) {
            assertThat(rows.next()).isTrue();
        }
    }

    private static List<Long> owners(Connection connection, int rows) throws SQLException {
        List<Long> owners = new ArrayList<>();
        try (PreparedStatement all = connection.prepareStatement(OWNERS)) {
            all.setInt(1, rows);
            try (ResultSet found = all.executeQuery()) {
                while (found.next()) {
                    owners.add(found.getLong(1));
                }
            }
        }
        return owners;
    }

    /** Of so many rows the first few are visited. */
    private static void loop(Connection connection, int rows, int visited, String sql, Visit visit)
            throws SQLException {
        for (long owner : owners(connection, rows).subList(0, visited)) {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                visit.of(query, owner);
            }
        }
    }

    /** What an application does with its connection. */
    interface Body {
        void of(Connection connection) throws SQLException;
    }

    private void request(Lane lane, Body body) throws Exception {
        lane.request(source -> {
            try (Connection connection = source.getConnection()) {
                Engine here =
                        connection.unwrap(WrappedConnection.class).session().engine();
                if (engine.getAndSet(here) == null) {
                    here.bus().add(signal -> {
                        if (signal instanceof FindingSignal finding) {
                            findings.add(finding);
                        }
                    });
                }
                connection.setAutoCommit(false);
                body.of(connection);
                connection.commit();
            }
            return 0;
        });
        assertThat(engine().bus().flush(Duration.ofSeconds(20))).isTrue();
    }

    private static Pair pair(Lane lane, String inner) {
        return lane.sent().pairs().stream()
                .filter(pair -> pair.inner().text().sql().equals(inner))
                .findFirst()
                .orElseThrow();
    }

    private static Standing standing(Lane lane, String inner) {
        return pair(lane, inner).standing(null);
    }

    /** Runs a loop in two requests, of which nothing may be answered from batches, and says why. */
    private Standing blocked(Lane lane, String inner, Body body) throws Exception {
        request(lane, body);
        request(lane, body);
        Standing standing = standing(lane, inner);
        assertThat(lane.sent().served()).isEmpty();
        assertThat(findings.get(findings.size() - 1).blocked()).isEqualTo(standing.because());
        assertThat(pair(lane, inner).demand().sums().units()).isEqualTo(2);
        return standing;
    }

    private static Body plain(String sql) {
        return connection -> loop(connection, 30, 30, sql, StandingTest::visit);
    }

    private static Lane lane(PrefetchSettings settings) {
        return Lane.steady(FILLED.database(), settings);
    }

    private static PrefetchSettings settings(boolean strict, List<String> tables, List<String> works) {
        return new PrefetchSettings(Mode.ON, strict, Duration.ofMinutes(1), Duration.ofMinutes(1), tables, works);
    }

    @Test
    void shortLoop_isLearning() throws Exception {
        try (Lane lane = lane(Trial.PATIENT)) {
            request(lane, connection -> loop(connection, 3, 3, PETS, StandingTest::visit));
            assertThat(standing(lane, PETS)).isEqualTo(Reason.LEARNING.plain());
        }
    }

    @Test
    void firstAnswers_areCompared_thenBatchesAnswer() throws Exception {
        try (Lane lane = lane(Trial.PATIENT)) {
            request(lane, connection -> loop(connection, 4, 4, PETS, StandingTest::visit));
            assertThat(standing(lane, PETS)).isEqualTo(Reason.COMPARED.plain());
            request(lane, plain(PETS));
            assertThat(standing(lane, PETS)).isEqualTo(Reason.BATCHES.plain());
            assertThat(findings).extracting(FindingSignal::blocked).containsOnly("");
            assertThat(pair(lane, PETS).demand().sums().served()).isPositive();
            assertThat(pair(lane, PETS).ledger().sums().fetched()).isPositive();
        }
    }

    @Test
    void observing_saysThatTheModeIs() throws Exception {
        try (Lane lane = lane(PrefetchSettings.of(Mode.OBSERVE))) {
            request(lane, plain(PETS));
            assertThat(findings)
                    .singleElement()
                    .extracting(FindingSignal::blocked)
                    .isEqualTo(Reason.OBSERVE.sentence());
            assertThat(standing(lane, PETS)).isEqualTo(Reason.LEARNING.plain());
        }
    }

    @Test
    void functionThatMayWrite_rulesItOut() throws Exception {
        String sql = "select loud(id) from pet where owner_id = ?";
        try (Lane lane = lane(Trial.PATIENT)) {
            Standing standing = blocked(lane, sql, plain(sql));
            assertThat(standing).isEqualTo(new Standing(Reason.RULE, "the function loud is volatile"));
        }
    }

    @Test
    void queryWithoutAForm_isRuledOut() throws Exception {
        String sql = "select distinct name from pet where owner_id = ?";
        String url = FILLED.database().jdbcUrl("autosave=always");
        try (Lane lane = Lane.steady(FILLED.database(), Trial.PATIENT, url, Lane.MUCH)) {
            Standing standing = blocked(lane, sql, plain(sql));
            assertThat(standing.reason()).isEqualTo(Reason.FORM);
            assertThat(standing.detail()).contains("DISTINCT");
        }
    }

    @Test
    void errorForAnotherKey_rulesItOut() throws Exception {
        String sql = "select 10 / (? - 20) as risk from owner where id = 1";
        try (Lane lane = lane(Trial.PATIENT)) {
            request(lane, connection -> loop(connection, 30, 19, sql, StandingTest::visit));
            assertThat(standing(lane, sql).reason()).isEqualTo(Reason.FAILED);
        }
    }

    @Test
    void settings_switchItOff() throws Exception {
        try (Lane lane = lane(settings(false, List.of("pet"), List.of()))) {
            assertThat(blocked(lane, PETS, plain(PETS))).isEqualTo(Reason.EXCEPT_TABLES.plain());
        }
        engine.set(null);
        try (Lane lane = lane(settings(false, List.of(), List.of("GET /")))) {
            assertThat(blocked(lane, PETS, plain(PETS))).isEqualTo(Reason.EXCEPT_REQUESTS.plain());
        }
        engine.set(null);
        try (Lane lane = lane(settings(true, List.of(), List.of()))) {
            assertThat(blocked(lane, PETS, plain(PETS))).isEqualTo(Reason.STRICT.plain());
        }
    }

    @Test
    void transactionConnectionAndServices_doNotAllowIt() throws Exception {
        try (Lane lane = lane(Trial.PATIENT)) {
            Standing level = blocked(lane, PETS, connection -> {
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                plain(PETS).of(connection);
            });
            assertThat(level).isEqualTo(Reason.SERIALIZABLE.plain());
        }
        engine.set(null);
        try (Lane lane = lane(Trial.PATIENT)) {
            Standing calling = blocked(lane, PETS, connection -> {
                Fence.current().began();
                plain(PETS).of(connection);
                Fence.current().ended();
            });
            assertThat(calling).isEqualTo(Reason.CALLING.plain());
        }
        engine.set(null);
        try (Lane lane = lane(Trial.PATIENT)) {
            Standing deaf = blocked(lane, PETS, connection -> {
                engine().deaf(() -> true);
                plain(PETS).of(connection);
            });
            assertThat(deaf).isEqualTo(Reason.DEAF.plain());
        }
        engine.set(null);
        try (Lane lane = lane(Trial.PATIENT)) {
            Standing unwrapped = blocked(lane, PETS, connection -> {
                assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                        .isPositive();
                plain(PETS).of(connection);
            });
            assertThat(unwrapped).isEqualTo(Reason.UNWRAPPED.plain());
        }
    }

    @Test
    void statementWhoseRowsCanBeUpdated_isNotAllowed() throws Exception {
        try (Lane lane = lane(Trial.PATIENT)) {
            request(lane, plain(PETS));
            request(lane, connection -> {
                for (long owner : owners(connection, 30)) {
                    try (PreparedStatement query = connection.prepareStatement(
                            PETS, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
                        visit(query, owner);
                    }
                }
            });
            assertThat(standing(lane, PETS)).isEqualTo(new Standing(Reason.STATEMENT, "its rows can be updated"));
        }
    }

    @Test
    void batchThatTimesOut_holdsIt() throws Exception {
        String sql = "select count(*) from generate_series(1, case when ? > 3 then 100000000 else 1 end)";
        String url = FILLED.database().jdbcUrl("options=-c%20statement_timeout=300");
        try (Lane lane = Lane.steady(FILLED.database(), Trial.PATIENT, url, Lane.MUCH)) {
            request(lane, connection -> loop(connection, 30, 3, sql, StandingTest::visit));
            assertThat(standing(lane, sql)).isEqualTo(Reason.MOMENT.plain());
        }
    }

    @Test
    void loopThatChangesWhatItReads_holdsIt() throws Exception {
        try (Lane lane = lane(Trial.PATIENT)) {
            request(
                    lane,
                    connection -> loop(connection, 30, 30, PETS, (query, owner) -> {
                        visit(query, owner);
                        try (PreparedStatement change = query.getConnection()
                                .prepareStatement("update pet set name = name where owner_id = ?")) {
                            change.setLong(1, owner);
                            change.executeUpdate();
                        }
                    }));
            assertThat(standing(lane, PETS)).isEqualTo(Reason.CHANGED.plain());
        }
    }

    @Test
    void rowsThatAreTooMany_holdIt_andAreSaidEvenIfNoPairIsKnown() throws Exception {
        Body large = connection -> loop(connection, ALL, 10, PETS, StandingTest::visit);
        try (Lane lane = lane(Trial.PATIENT)) {
            request(lane, large);
            assertThat(lane.sent().pairs()).isEmpty();
            assertThat(findings)
                    .singleElement()
                    .extracting(FindingSignal::blocked)
                    .isEqualTo(Reason.LARGE.sentence());
            request(lane, plain(PETS));
            assertThat(standing(lane, PETS)).isEqualTo(Reason.BATCHES.plain());
            request(lane, large);
            assertThat(standing(lane, PETS)).isEqualTo(Reason.LARGE.plain());
            assertThat(pair(lane, PETS).demand().sums().executions()).isEqualTo(40);
        }
    }

    @Test
    void memoryOfAllRequests_holdsIt() throws Exception {
        try (Lane lane =
                Lane.steady(FILLED.database(), Trial.PATIENT, FILLED.database().jdbcUrl(), 100_000)) {
            request(lane, plain(PETS));
            assertThat(standing(lane, PETS)).isEqualTo(Reason.BATCHES.plain());
            request(lane, connection -> loop(connection, 900, 10, PETS, StandingTest::visit));
            assertThat(standing(lane, PETS)).isEqualTo(Reason.MEMORY.plain());
        }
    }
}
