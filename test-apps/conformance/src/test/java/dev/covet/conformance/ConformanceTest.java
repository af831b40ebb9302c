package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConformanceTest {
    private static final int PROGRAMS = Integer.getInteger("covet.conformance.programs", 2_100);
    private static final long SEED = Long.getLong("covet.conformance.seed", 1L);
    private static final Targets TARGETS = new Targets();
    private static final Coverage COVERAGE = new Coverage();

    @AfterAll
    static void endServers() {
        TARGETS.close();
    }

    @Order(1)
    @ParameterizedTest(name = "{0}, {1} % of the programs")
    @CsvSource({"h2, 37", "sqlite, 25", "postgres, 18", "mariadb, 10", "mysql-driver, 10"})
    void programs_behindABoundary_observeWhatTheyObserveWithoutOne(String name, int percent) throws SQLException {
        int programs = Math.toIntExact((long) PROGRAMS * percent / 100);
        try (Oracle oracle = new Oracle(TARGETS.open(name))) {
            assertThat(new Campaign(oracle, TestedBoundaries.boundaries()).run(SEED, programs))
                    .isEmpty();
            COVERAGE.addAll(oracle.coverage());
        }
    }

    @Order(2)
    @Test
    void programs_together_callAlmostEveryMethod() throws IOException {
        Set<String> excused = excused();
        List<String> missing = Stream.<Class<?>>of(
                        Connection.class, Statement.class, PreparedStatement.class, ResultSet.class)
                .flatMap(type -> COVERAGE.missing(type).stream())
                .filter(method -> !excused.contains(method))
                .toList();
        assertThat(missing).as("never called, and no reason in uncovered.txt").isEmpty();
        assertThat(List.of(
                        COVERAGE.share(Connection.class),
                        COVERAGE.share(Statement.class),
                        COVERAGE.share(PreparedStatement.class),
                        COVERAGE.share(ResultSet.class)))
                .allSatisfy(share -> assertThat(share).isGreaterThanOrEqualTo(0.95));
        assertThat(COVERAGE.share(CallableStatement.class)).isGreaterThanOrEqualTo(0.9);
        assertThat(COVERAGE.share(DatabaseMetaData.class)).isGreaterThanOrEqualTo(0.9);
    }

    private static Set<String> excused() throws IOException {
        try (InputStream stream = Objects.requireNonNull(ConformanceTest.class.getResourceAsStream("uncovered.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(": ", 2)[0])
                    .collect(Collectors.toSet());
        }
    }
}
