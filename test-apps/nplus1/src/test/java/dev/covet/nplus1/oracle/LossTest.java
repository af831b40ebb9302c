package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that make batches a loss: what they cost in statements, keys and memory stays small. */
class LossTest {
    private static final int OWNERS = 1_000;
    private static final int WIDE = 60;

    /** The catalog is asked once, and the first three answers are compared with the database's own. */
    private static final int LEARNING = 4;

    private static final String PETS = "select id, name from pet where owner_id = ? order by id";
    private static final String PAPERS = "select id, content from paper where owner_id = ?";

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table owner (id bigint primary key, name text)",
            "create table pet (id bigint primary key, owner_id bigint, name text)",
            "create table paper (id bigint primary key, owner_id bigint, content text)",
            "insert into owner select i, 'owner ' || i from generate_series(1, " + OWNERS + ") i",
            // One owner has nearly a third of the pets.
            "insert into pet select i, case when i % 10 < 3 then 7 else i % " + OWNERS + " + 1 end, 'pet ' || i"
                    + " from generate_series(1, 4000) i",
            "insert into paper select i, i, repeat('ab', 100000) from generate_series(1, " + WIDE + ") i",
            "create index pet_owner on pet (owner_id)",
            "create index paper_owner on paper (owner_id)",
            "analyze");

    /** What happens with one row of the outer query. */
    private interface Visit {
        void of(Connection connection, long owner, List<String> read) throws SQLException;
    }

    private static List<String> owners(Rig rig, int limit, LongPredicate visited, Visit visit) throws Exception {
        return chosen(rig, limit, owners -> owners.removeIf(owner -> !visited.test(owner)), visit);
    }

    /** Reads owners, leaves out or reorders some, and visits what remains. */
    private static List<String> chosen(Rig rig, int limit, Consumer<List<Long>> choice, Visit visit) throws Exception {
        return rig.request(() -> {
            List<String> read = new ArrayList<>();
            try (Connection connection = rig.source().getConnection()) {
                List<Long> owners = new ArrayList<>();
                try (Statement statement = connection.createStatement();
                        ResultSet rows =
                                statement.executeQuery("select id, name from owner order by id limit " + limit)) {
                    while (rows.next()) {
                        owners.add(rows.getLong(1));
                    }
                }
                choice.accept(owners);
                for (long owner : owners) {
                    visit.of(connection, owner, read);
                }
            }
            return read;
        });
    }

    private static void ask(Connection connection, String sql, long owner, List<String> read) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, owner);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String value = rows.getString(2);
                    read.add(rows.getLong(1) + value.substring(0, Math.min(20, value.length())) + value.length());
                }
            }
        }
    }

    private static void pets(Connection connection, long owner, List<String> read) throws SQLException {
        ask(connection, PETS, owner, read);
    }

    private static Rig prefetching(PrefetchSettings settings) {
        return Rig.prefetching(FILLED.database(), FILLED.database().jdbcUrl(), settings);
    }

    private static Rig bare() {
        return Rig.bare(FILLED.database(), FILLED.database().jdbcUrl());
    }

    /** The same answers; returns statements of the bare program, of the prefetching one, and keys of its batches. */
    private static int[] costs(int requests, int limit, LongPredicate visited, Visit visit) throws Exception {
        return costsOf(requests, limit, owners -> owners.removeIf(owner -> !visited.test(owner)), visit);
    }

    private static int[] costsOf(int requests, int limit, Consumer<List<Long>> choice, Visit visit) throws Exception {
        int[] costs = new int[3];
        try (Rig bare = bare();
                Rig prefetching = prefetching(Rig.LONG)) {
            for (int i = 0; i < requests; i++) {
                List<String> expected = chosen(bare, limit, choice, visit);
                costs[0] += bare.traffic().sent().size();
                assertThat(chosen(prefetching, limit, choice, visit)).isEqualTo(expected);
                costs[1] += prefetching.traffic().sent().size();
                costs[2] += prefetching.traffic().keys();
                assertThat(prefetching.memory().held()).isZero();
            }
            assertThat(prefetching.errors()).isEmpty();
        }
        return costs;
    }

    @Test
    void earlyBreak_fetchesLittleMoreThanIsAsked() throws Exception {
        int[] costs = costs(10, OWNERS, owner -> owner <= 4, LossTest::pets);
        assertThat(costs[1]).isLessThanOrEqualTo(costs[0]);
        assertThat(costs[2]).isLessThanOrEqualTo(10 * 4 * 3);
    }

    @Test
    void oneOfThousand_fetchesNothing() throws Exception {
        int[] costs = costs(10, OWNERS, owner -> owner == 500, LossTest::pets);
        assertThat(costs[1]).isEqualTo(costs[0]);
        assertThat(costs[2]).isZero();
    }

    /** The same rows in each request, in an order of their own: nothing is fetched twice. */
    @Test
    void tenthOfTheRows_inAnyOrder_costsNoMoreStatements() throws Exception {
        int[] costs = costsOf(
                4,
                OWNERS,
                owners -> {
                    Collections.shuffle(owners, new Random(3));
                    owners.subList(OWNERS / 10, OWNERS).clear();
                },
                LossTest::pets);
        assertThat(costs[1]).isLessThanOrEqualTo(costs[0] + LEARNING);
        assertThat(costs[2]).isLessThanOrEqualTo(4 * OWNERS);
    }

    @Test
    void everyTenthRow_costsNoMoreStatements() throws Exception {
        int[] costs = costs(4, OWNERS, owner -> owner % 10 == 0, LossTest::pets);
        assertThat(costs[1]).isLessThanOrEqualTo(costs[0] + LEARNING);
        assertThat(costs[2]).isLessThanOrEqualTo(4 * OWNERS);
    }

    @Test
    void rowsFromTheLastToTheFirst_areFetchedTogether() throws Exception {
        int[] costs = costsOf(4, 100, owners -> Collections.reverse(owners), LossTest::pets);
        assertThat(costs[1]).isLessThan(costs[0] / 4);
        assertThat(costs[2]).isLessThanOrEqualTo(4 * 100);
    }

    @Test
    void skewedKeys_giveTheSameRows() throws Exception {
        int[] costs = costs(4, 100, owner -> true, LossTest::pets);
        assertThat(costs[1]).isLessThan(costs[0] / 2);
    }

    @Test
    void writeForEachRow_endsBatchesSoon() throws Exception {
        int[] costs = costs(5, 60, owner -> true, (connection, owner, read) -> {
            pets(connection, owner, read);
            Sql.execute(connection, "update pet set name = name where id = " + owner);
        });
        assertThat(costs[1]).isLessThanOrEqualTo(costs[0] + 5 * 2);
    }

    @Test
    void wideRows_areNotKeptBeyondTheLimit() throws Exception {
        try (Rig bare = bare();
                Rig prefetching = prefetching(Rig.LONG)) {
            long[] most = new long[1];
            for (int i = 0; i < 3; i++) {
                List<String> expected = owners(
                        bare, WIDE, owner -> true, (connection, owner, read) -> ask(connection, PAPERS, owner, read));
                assertThat(owners(prefetching, WIDE, owner -> true, (connection, owner, read) -> {
                            ask(connection, PAPERS, owner, read);
                            most[0] = Math.max(most[0], prefetching.memory().held());
                        }))
                        .isEqualTo(expected);
                assertThat(prefetching.memory().held()).isZero();
                assertThat(prefetching.traffic().sent())
                        .hasSizeLessThanOrEqualTo(bare.traffic().sent().size() + 1);
            }
            // As much of what was read, and of what was fetched and not asked for yet.
            assertThat(most[0]).isBetween(1L, 2 * (4L << 20));
        }
    }

    @Test
    void slowDatabase_isNotAskedTwice() throws Exception {
        URI address = URI.create(FILLED.database().jdbcUrl().substring("jdbc:".length()));
        try (NetworkDelay network = NetworkDelay.before(address.getHost(), address.getPort())) {
            String url = FILLED.database()
                    .jdbcUrl()
                    .replace(address.getHost() + ":" + address.getPort(), network.host() + ":" + network.port());
            network.delay(Duration.ofMillis(4));
            try (Rig bare = Rig.bare(FILLED.database(), url);
                    Rig prefetching = Rig.prefetching(FILLED.database(), url, Rig.lasting(Duration.ofMillis(3)))) {
                int more = 0;
                for (int i = 0; i < 4; i++) {
                    List<String> expected = owners(bare, 20, owner -> true, LossTest::pets);
                    assertThat(owners(prefetching, 20, owner -> true, LossTest::pets))
                            .isEqualTo(expected);
                    more += prefetching.traffic().sent().size()
                            - bare.traffic().sent().size();
                }
                assertThat(more).isLessThanOrEqualTo(4);
            }
        }
    }

    @Test
    void exhaustedPool_isNotAskedForAnother() throws Exception {
        try (Rig prefetching = prefetching(Rig.LONG);
                Connection one = prefetching.source().getConnection();
                Connection two = prefetching.source().getConnection();
                Connection three = prefetching.source().getConnection()) {
            for (int i = 0; i < 3; i++) {
                owners(prefetching, 30, owner -> true, LossTest::pets);
            }
            assertThat(prefetching.traffic().sent()).hasSizeLessThan(10);
            assertThat(List.of(one, two, three)).allMatch(each -> prefetching.source() != each);
        }
    }

    @Test
    void unitThatNeverEnds_keepsLittle() throws Exception {
        try (Rig prefetching = prefetching(Rig.LONG)) {
            prefetching.request(() -> {
                for (int round = 0; round < 30; round++) {
                    try (Connection connection = prefetching.source().getConnection()) {
                        for (int owner = 1; owner <= 100; owner++) {
                            ask(
                                    connection,
                                    "select id, repeat(name, 500) from pet where owner_id = ?",
                                    owner,
                                    new ArrayList<>());
                        }
                    }
                    assertThat(prefetching.memory().held()).isLessThan(5L << 20);
                }
                return "";
            });
            assertThat(prefetching.memory().held()).isZero();
        }
    }

    @Test
    void manyDifferentQueries_costNoMoreStatements() throws Exception {
        int[] costs = costs(2, 5, owner -> owner == 1, (connection, owner, read) -> {
            for (int i = 0; i < 500; i++) {
                String sql = "select id, name || '" + i + "' from pet where owner_id = ?";
                ask(connection, sql, 1 + i % 5, read);
                ask(connection, sql, 1 + (i + 1) % 5, read);
            }
        });
        assertThat(costs[1]).isLessThanOrEqualTo(costs[0]);
    }
}
