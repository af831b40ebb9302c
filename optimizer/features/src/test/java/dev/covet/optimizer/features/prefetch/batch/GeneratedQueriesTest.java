package dev.covet.optimizer.features.prefetch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries nobody has thought of: the batch and the singles agree. The seed is in the message. */
class GeneratedQueriesTest {
    private static final int QUERIES = Integer.getInteger("covet.generated.queries", 300);
    private static final long SEED = Long.getLong("covet.generated.seed", 4);

    @Test
    void postgresLateral_generated_equalsSingles() throws SQLException {
        Queries queries = new Queries(SEED);
        try (TestDatabase database = PostgresShop.create();
                Connection connection = database.connect()) {
            for (int i = 0; i < QUERIES; i++) {
                Single single = queries.next();
                Batch batch = PostgresLateral.of(single.shape(Dialect.POSTGRESQL), single.types());
                assertThat(batch).as("seed %d: %s", SEED, single).isInstanceOf(BatchText.class);
                // the format of numbers changes with the number of executions
                assertThat(texts(single.ask(connection, (BatchText) batch)))
                        .as("seed %d, number %d: %s", SEED, i, single)
                        .isEqualTo(texts(single.ask(connection)));
            }
        }
    }

    @Test
    void union_generated_rowsAreThoseOfTheSingles() throws SQLException {
        Queries queries = new Queries(SEED);
        int stable = 0;
        try (TestDatabase database = MariaDbShop.create();
                Connection connection = database.connect()) {
            for (int i = 0; i < QUERIES; i++) {
                Single made = queries.next();
                boolean keepsTies = keepsTies(connection, made);
                stable += keepsTies ? 1 : 0;
                Single single = keepsTies ? made : Queries.withoutTies(made);
                Batch batch = UnionBatch.of(
                        single.shape(Dialect.MYSQL), single.types().keySet(), single.keys());
                assertThat(batch).as("seed %d: %s", SEED, single).isInstanceOf(BatchText.class);
                assertThat(texts(single.ask(connection, (BatchText) batch)))
                        .as("seed %d, number %d: %s", SEED, i, single)
                        .isEqualTo(texts(single.ask(connection)));
            }
        }
        assertThat(stable).isGreaterThan(QUERIES / 3);
    }

    /**
     * Where MariaDB sorts a temporary table, the same query with the same rows gives equal rows in another order now and
     * then: there the singles do not agree with themselves.
     */
    private static boolean keepsTies(Connection connection, Single single) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("explain " + single.sql())) {
            for (int i = 1; i <= single.values().size(); i++) {
                statement.setObject(i, single.value(i, 0));
            }
            try (ResultSet plan = statement.executeQuery()) {
                while (plan.next()) {
                    if (String.valueOf(plan.getString("Extra")).contains("Using temporary")) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static List<Object> texts(List<Transcript> transcripts) {
        return transcripts.stream().<Object>map(Transcript::texts).toList();
    }
}
