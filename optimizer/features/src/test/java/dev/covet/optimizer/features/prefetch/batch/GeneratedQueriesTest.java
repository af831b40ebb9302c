package dev.covet.optimizer.features.prefetch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
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
        try (TestDatabase database = MariaDbShop.create();
                Connection connection = database.connect()) {
            for (int i = 0; i < QUERIES; i++) {
                Single single = queries.next();
                Batch batch = UnionBatch.of(
                        single.shape(Dialect.MYSQL), single.types().keySet(), single.keys());
                assertThat(batch).as("seed %d: %s", SEED, single).isInstanceOf(BatchText.class);
                assertThat(texts(single.ask(connection, (BatchText) batch)))
                        .as("seed %d, number %d: %s", SEED, i, single)
                        .isEqualTo(texts(single.ask(connection)));
            }
        }
    }

    private static List<Object> texts(List<Transcript> transcripts) {
        return transcripts.stream().<Object>map(Transcript::texts).toList();
    }
}
