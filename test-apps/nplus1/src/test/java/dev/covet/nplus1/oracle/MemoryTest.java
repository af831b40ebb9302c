package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are large beside the heap. */
class MemoryTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LETTERS = 120;
    private static final int SMALL = 30;

    /** Of so many large ones the first are within what may be kept, and one more is not. */
    private static final int FITTING = 6;

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner as select i as id from generate_series(1, " + LETTERS + ") i",
            "create table letter as select i as id, i as owner_id, repeat('a', case when i <= " + SMALL
                    + " then 10 else 300000 end) as content from generate_series(1, " + LETTERS + ") i",
            "create index letter_owner on letter (owner_id)",
            "analyze");

    private static Rig rig(UnaryOperator<DriverRows> hands) {
        PrefetchStage stage = Rig.stage(Rig.LONG, new MemoryLimit(64 << 20));
        // Else a batch ends where the driver begins to prepare the query.
        Rig rig = Rig.wrong(FILLED.database(), FILLED.database().jdbcUrl("prepareThreshold=0"), stage, hands);
        // A round trip, so that what pays does not depend on how busy this machine is.
        rig.traffic().sending(() -> rig.putForward(Duration.ofMillis(1)));
        return rig;
    }

    @ParameterizedTest
    @ValueSource(strings = {"select repeat('x', 3000000)", "select repeat('x', 3000) from generate_series(1, 1000)"})
    void largeAnswer_isNotKeptAfterItWasRead(String sql) throws Exception {
        List<WeakReference<Rows>> seen = new ArrayList<>();
        try (Rig rig = rig(WrongRows.seenBy(rows -> seen.add(new WeakReference<>(rows))))) {
            rig.request(() -> {
                try (Connection connection = rig.source().getConnection();
                        Statement statement = connection.createStatement()) {
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        assertThat(rows.next()).isTrue();
                    }
                    assertThat(seen).isNotEmpty();
                    Await.until("the rows are gone", LIMIT, () -> {
                        System.gc();
                        return seen.stream().allMatch(each -> each.get() == null);
                    });
                }
                return "";
            });
        }
    }

    @Test
    void largeValue_isNotKeptAfterItsQuery() throws Exception {
        try (Rig rig = rig(UnaryOperator.identity())) {
            rig.request(() -> {
                List<WeakReference<String>> bound = new ArrayList<>();
                try (Connection connection = rig.source().getConnection()) {
                    for (int i = 0; i < 8; i++) {
                        String value = "x".repeat(3_000) + i;
                        bound.add(new WeakReference<>(value));
                        try (PreparedStatement statement =
                                connection.prepareStatement("select id from owner where ? = id::text")) {
                            statement.setString(1, value);
                            statement.executeQuery().close();
                        }
                    }
                    Await.until("the values are gone", LIMIT, () -> {
                        System.gc();
                        return bound.stream().allMatch(each -> each.get() == null);
                    });
                }
                return "";
            });
        }
    }

    @Test
    void longText_isNotKeptAfterItWasExecuted() throws Exception {
        try (Rig rig = rig(UnaryOperator.identity())) {
            rig.request(() -> {
                List<WeakReference<String>> texts = new ArrayList<>();
                try (Connection connection = rig.source().getConnection()) {
                    for (int i = 0; i < 8; i++) {
                        String sql = "select id from owner where id in (" + "1,".repeat(10_000) + i + ")";
                        texts.add(new WeakReference<>(sql));
                        try (Statement statement = connection.createStatement()) {
                            statement.executeQuery(sql).close();
                        }
                    }
                    rig.traffic().reset();
                    Await.until("the texts are gone", LIMIT, () -> {
                        System.gc();
                        return texts.stream().allMatch(each -> each.get() == null);
                    });
                }
                return "";
            });
        }
    }

    @Test
    void answersThatAreSuddenlyLarge_areKeptAsFarAsTheyFit() throws Exception {
        try (Rig rig = rig(UnaryOperator.identity())) {
            List<Integer> inOneGo = new ArrayList<>();
            rig.request(() -> read(rig, inOneGo));
            assertThat(rig.traffic().keys()).isGreaterThan(SMALL);
            assertThat(inOneGo).anyMatch(served -> served > 1).allMatch(served -> served <= FITTING);
            assertThat(rig.errors()).isEmpty();
        }
    }

    /** Rows that were fetched and not asked for yet are rows that are kept. */
    @Test
    void answersForWhichAllRequestsHaveNoRoom_areNotKept() throws Exception {
        MemoryLimit little = new MemoryLimit(500_000);
        try (Rig rig = new Rig(FILLED.database(), FILLED.database().jdbcUrl(), little, Rig.stage(Rig.LONG, little))) {
            List<Integer> inOneGo = new ArrayList<>();
            assertThat(rig.request(() -> read(rig, inOneGo))).isEqualTo(lengths());
            assertThat(rig.traffic().keys()).isPositive();
            assertThat(inOneGo).allMatch(served -> served <= 1);
            assertThat(little.held()).isZero();
            assertThat(rig.errors()).isEmpty();
        }
    }

    @Test
    void answersThatNobodyAskedFor_areGivenBack() throws Exception {
        try (Rig rig = rig(UnaryOperator.identity())) {
            rig.request(() -> read(rig, new ArrayList<>()).subList(0, SMALL));
            assertThat(rig.memory().held()).isZero();
        }
    }

    /** The driver may have read half of it: whoever goes on with such a connection reads the answers of others. */
    @Test
    void batchThatDoesNotFitIntoTheHeap_endsItsConnection_andNoFurtherOneIsSent() throws Exception {
        try (Rig rig = rig(WrongRows::withoutMemory)) {
            assertThatThrownBy(() -> rig.request(() -> read(rig, new ArrayList<>())))
                    .isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("08003");
            List<Integer> inOneGo = new ArrayList<>();
            assertThat(rig.request(() -> read(rig, inOneGo))).isEqualTo(lengths());
            assertThat(inOneGo).containsOnly(0);
            assertThat(rig.errors()).isEmpty();
        }
    }

    private static List<Integer> lengths() {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 1; i <= LETTERS; i++) {
            lengths.add(i <= SMALL ? 10 : 300_000);
        }
        return lengths;
    }

    /** The lengths of all letters, and for each how many large ones were served in one go up to it. */
    private static List<Integer> read(Rig rig, List<Integer> inOneGo) throws SQLException {
        List<Integer> lengths = new ArrayList<>();
        try (Connection connection = rig.source().getConnection()) {
            List<Integer> owners = new ArrayList<>();
            try (Statement all = connection.createStatement();
                    ResultSet rows = all.executeQuery("select id from owner order by id")) {
                while (rows.next()) {
                    owners.add(rows.getInt(1));
                }
            }
            int row = 0;
            for (int owner : owners) {
                int served = rig.traffic().served().size();
                int sent = rig.traffic().sent().size();
                try (PreparedStatement one =
                        connection.prepareStatement("select id, content from letter where owner_id = ?")) {
                    one.setInt(1, owner);
                    try (ResultSet rows = one.executeQuery()) {
                        rows.next();
                        lengths.add(rows.getString(2).length());
                    }
                }
                boolean large = lengths.get(lengths.size() - 1) > 10;
                boolean first = rig.traffic().sent().size() > sent;
                row = !large || rig.traffic().served().size() == served ? 0 : first ? 1 : row + 1;
                inOneGo.add(row);
            }
        }
        return lengths;
    }
}
