package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches of the prefetch are no writes to the cache. */
class PrefetchBesideTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final List<String> PETS =
            IntStream.rangeClosed(1, 40).mapToObj(owner -> "pet " + owner).toList();

    private int prefetched;

    private List<String> pets(Connection connection, CachedJvm jvm) throws SQLException {
        List<String> names = new ArrayList<>();
        prefetched = 0;
        try (Statement outer = connection.createStatement();
                ResultSet owners = outer.executeQuery("select id from owner order by id");
                PreparedStatement inner = connection.prepareStatement("select name from pet where owner_id = ?")) {
            while (owners.next()) {
                inner.setLong(1, owners.getLong(1));
                try (ResultSet pet = inner.executeQuery()) {
                    pet.next();
                    names.add(pet.getString(1));
                }
                prefetched += jvm.served() && !jvm.outcome().equals("hit") ? 1 : 0;
            }
        }
        return names;
    }

    @Test
    void loop_isAnsweredFromBatches() throws Exception {
        PrefetchSettings settings =
                new PrefetchSettings(PrefetchSettings.Mode.ON, false, LONG, LONG, List.of(), List.of());
        try (TestDatabase database = CacheRun.database();
                CachedJvm jvm = new CachedJvm(CacheRun.BOUNDED.verifying(0))) {
            try (Connection own = database.connect()) {
                Sql.execute(
                        own,
                        "create table owner (id bigint primary key)",
                        "create table pet (id int primary key, owner_id bigint, name text)",
                        "insert into owner select generate_series(1, 40)",
                        "insert into pet select g, g, 'pet ' || g from generate_series(1, 40) g");
            }
            jvm.run(Map.of(
                    StageOrder.PREFETCH, new PrefetchStage(settings, new MemoryLimit(), ThreadLocalRandom::current)));
            try (Connection connection =
                    jvm.to(database.jdbcUrl("prepareThreshold=0"), database).getConnection()) {
                UnitOfWork before =
                        UnitOfWork.enter(new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime()));
                try {
                    assertThat(pets(connection, jvm)).isEqualTo(PETS);
                } finally {
                    UnitOfWork.enter(before);
                }
            }
            assertThat(prefetched).isGreaterThan(10);
            assertThat(jvm.errors()).isEmpty();
        }
    }
}
