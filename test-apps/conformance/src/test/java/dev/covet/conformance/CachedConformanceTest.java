package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that only read observe the same of answers from the cache as of the database's own: values, types, metadata, errors.
 * Each is repeated until no more of its queries are answered from the cache than in the run before.
 */
class CachedConformanceTest {
    private static final int PROGRAMS = Integer.getInteger("covet.conformance.programs", 2_100) / 7;
    private static final long SEED = Long.getLong("covet.conformance.seed", 1L);
    private static final Logger LOG = Logger.getLogger(CachedConformanceTest.class.getName());
    private static final int MOST_RUNS = 6;

    /** What writes, or may: the bare driver would be somebody else, whose changes may be seen a little later. */
    private static final Pattern WRITES = Pattern.compile(
            "(?i)insert|update|delete|create table|drop |alter |truncate|add_lane|setval|nextval|lock |merge |copy ");

    private final List<String> findings = new ArrayList<>();
    private long answered;

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mariadb"})
    void programsThatRead_answeredFromTheCache_observeWhatTheyObserveWithoutOne(String name) throws Exception {
        try (Targets targets = new Targets();
                Oracle oracle = new Oracle(targets.open(name));
                CachedBoundary cached = new CachedBoundary(oracle.target())) {
            ReadingGenerator generator = new ReadingGenerator(oracle.target().dialect());
            oracle.run(Program.parse("# conformance " + name + " 0\nc0 = connect()\nc0.getCatalog()\n"), Boundary.NONE);
            awaitAnswers(oracle.target(), cached);
            int programs = 0;
            for (long seed = SEED; programs < PROGRAMS && findings.isEmpty(); seed++) {
                Program program = generator.generate(seed);
                if (!WRITES.matcher(program.toString()).find()) {
                    programs++;
                    compare(oracle, program, cached);
                }
            }
            LOG.info(name + ": " + programs + " programs, " + cached.queries() + " queries, " + cached.hits()
                    + " answers, " + cached.plainHits() + " to texts, " + answered + " programs with answers");
            assertThat(findings).isEmpty();
            assertThat(answered).isGreaterThan(programs / 4);
            assertThat(cached.plainHits()).isGreaterThan(programs / 4);
        }
    }

    private void compare(Oracle oracle, Program program, CachedBoundary cached) throws SQLException {
        Transcript expected = oracle.run(program, Boundary.NONE);
        long most = -1;
        for (int run = 0; run < MOST_RUNS && expected.ended(); run++) {
            long before = cached.hits();
            Difference difference = oracle.compare(program, expected, cached);
            if (difference != null) {
                findings.add(Shrinker.shrink(oracle, cached, difference).toString());
                return;
            }
            long hits = cached.hits() - before;
            if (hits <= most) {
                break;
            }
            most = hits;
        }
        answered += most > 0 ? 1 : 0;
    }

    private static void awaitAnswers(Target target, CachedBoundary cached) throws SQLException {
        if (target.dialect().name().equals("postgres")) {
            try (Connection bare = target.connect()) {
                Sql.execute(bare, "create publication covet for all tables");
            }
        }
        try (Connection connection = cached.wrap(target.connect())) {
            Await.until("an answer from the cache", Duration.ofSeconds(60), () -> {
                try (PreparedStatement statement = connection.prepareStatement("select * from kind order by id")) {
                    statement.executeQuery().close();
                    return cached.hits() > 0;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }
}
