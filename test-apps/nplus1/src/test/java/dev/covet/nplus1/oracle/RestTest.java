package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pairs whose batches do not pay: most units of work only count their executions, and say the same of them as others. */
class RestTest {
    private static final int OWNERS = 500;
    private static final int VISITED = 10;

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner as select i as id from generate_series(1000, 1000 + " + OWNERS + ") i",
            "create table pet as select i as id, i as owner_id from generate_series(1000, 9999) i",
            "create index on pet (owner_id)",
            "analyze");

    private final List<FindingSignal> findings = new CopyOnWriteArrayList<>();
    private final List<Long> held = new ArrayList<>();
    private final Random random = new Random(11);

    @Test
    void rowsVisitedAtRandom_comeToBeCountedOnly_andAreFoundAllTheSame() throws Exception {
        try (Rig rig = Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG)) {
            int requests = 120;
            for (int i = 0; i < requests; i++) {
                visit(rig, this::atRandom);
            }
            assertThat(findings).hasSize(requests);
            assertThat(findings.subList(requests / 2, requests)).allSatisfy(finding -> {
                assertThat(finding.kind()).isEqualTo(FindingSignal.Kind.N_PLUS_ONE);
                assertThat(finding.mapping()).isEqualTo("parameter 1 = owner.id");
                assertThat(finding.executions()).isEqualTo(VISITED);
            });
            assertThat(rig.traffic().sent()).hasSize(1 + VISITED);
            assertThat(findings.subList(requests / 2, requests))
                    .extracting(FindingSignal::blocked)
                    .contains(Reason.RESTING.sentence());

            // What the query of owners has answered is kept; the answers of the other are not where it is only counted.
            long least = held.stream().mapToLong(each -> each).min().orElseThrow();
            assertThat(held.subList(requests / 2, requests))
                    .filteredOn(each -> each == least)
                    .hasSizeGreaterThan(requests / 4);
            assertThat(held).anyMatch(each -> each > least);
        }
    }

    @Test
    void valuesFromElsewhere_areNotSaidToComeFromTheRows_thoughTheirPairRests() throws Exception {
        try (Rig rig = Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG)) {
            for (int i = 0; i < 60; i++) {
                visit(rig, this::atRandom);
            }
            findings.clear();
            for (int i = 0; i < 20; i++) {
                visit(
                        rig,
                        owners -> random.ints(5_000, 9_999)
                                .distinct()
                                .limit(VISITED)
                                .boxed()
                                .toList());
            }
            assertThat(findings).hasSize(20).allMatch(finding -> finding.kind() == FindingSignal.Kind.OTHER_VALUES);
        }
    }

    @Test
    void longUnits_areLookedAtAgain_andSayWhatTheyHaveCounted() throws Exception {
        try (Rig rig = Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG)) {
            for (int i = 0; i < 60; i++) {
                visit(rig, this::atRandom);
            }
            findings.clear();
            int times = 100;
            visit(rig, owners -> {
                List<Integer> visited = new ArrayList<>();
                for (int time = 0; time < times; time++) {
                    visited.addAll(atRandom(owners));
                }
                return visited;
            });
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(FindingSignal.Kind.N_PLUS_ONE);
                assertThat(finding.executions()).isEqualTo(times * VISITED);
            });
        }
    }

    @Test
    void loopThatComesToPay_isFetchedForAgain() throws Exception {
        try (Rig rig = Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), Rig.LONG)) {
            for (int i = 0; i < 30; i++) {
                visit(rig, this::atRandom);
            }
            assertThat(rig.traffic().sent()).hasSize(1 + VISITED);
            int requests = 0;
            do {
                visit(rig, owners -> owners.subList(0, 30));
                requests++;
            } while (rig.traffic().sent().size() > 12 && requests < 2_000);
            assertThat(rig.traffic().sent()).hasSizeLessThanOrEqualTo(12);
        }
    }

    private List<Integer> atRandom(List<Integer> owners) {
        return random.ints(0, OWNERS)
                .distinct()
                .limit(VISITED)
                .mapToObj(owners::get)
                .toList();
    }

    private void visit(Rig rig, UnaryOperator<List<Integer>> choice) throws Exception {
        SignalBus bus = rig.request(() -> {
            try (Connection connection = rig.source().getConnection()) {
                SignalBus found = connection
                        .unwrap(WrappedConnection.class)
                        .session()
                        .engine()
                        .bus();
                if (held.isEmpty()) {
                    found.add(signal -> {
                        if (signal instanceof FindingSignal finding) {
                            findings.add(finding);
                        }
                    });
                }
                read(connection, choice);
                held.add(rig.memory().held());
                return found;
            }
        });
        assertThat(bus.flush(Duration.ofSeconds(20))).isTrue();
    }

    private static void read(Connection connection, UnaryOperator<List<Integer>> choice) throws SQLException {
        List<Integer> owners = new ArrayList<>();
        try (Statement all = connection.createStatement();
                ResultSet rows = all.executeQuery("select id from owner order by id")) {
            while (rows.next()) {
                owners.add(rows.getInt(1));
            }
        }
        try (PreparedStatement pets = connection.prepareStatement("select id from pet where owner_id = ?")) {
            for (int owner : choice.apply(owners)) {
                pets.setInt(1, owner);
                try (ResultSet rows = pets.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(owner);
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }
}
