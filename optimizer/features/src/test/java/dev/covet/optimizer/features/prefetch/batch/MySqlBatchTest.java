package dev.covet.optimizer.features.prefetch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.choice.Servers;
import dev.covet.fixtures.junit.NeedsMySql;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each batch gives on MySQL itself the rows that the single queries give, in both protocols of the server. */
@NeedsMySql
class MySqlBatchTest {
    private static DatabaseServer server;
    private static TestDatabase database;
    private static Connection text;
    private static Connection binary;

    @BeforeAll
    static void start() throws SQLException {
        server = Servers.mySql();
        database = MariaDbShop.onMySql(server);
        text = database.connect("useServerPrepStmts=false");
        binary = database.connect("useServerPrepStmts=true");
    }

    @AfterAll
    static void stop() throws SQLException {
        text.close();
        binary.close();
        database.close();
        server.close();
    }

    static Stream<Single> all() {
        return Stream.of(MariaDbBatchTest.commonShapes(), MariaDbBatchTest.shapes(), MariaDbBatchTest.hazards())
                .flatMap(List::stream);
    }

    static Stream<Single> ofOneWholeNumber() {
        return all().filter(single -> single.types().size() == 1
                        && single.all(single.types().firstKey()).get(0) instanceof Long)
                .filter(single -> !single.shape(Dialect.MYSQL)
                        .comparedColumn(single.types().firstKey())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("all")
    void union_shape_rowsAreThoseOfTheSingles(Single single) throws SQLException {
        assertSame(
                single,
                UnionBatch.of(single.shape(Dialect.MYSQL), single.types().keySet(), single.keys()));
    }

    /** By a column that is equal to the key. Columns of the same name are for a union. */
    @ParameterizedTest
    @MethodSource("ofOneWholeNumber")
    void lateral_shape_rowsAreThoseOfTheSingles(Single single) throws SQLException {
        Batch batch =
                MySqlLateral.of(single.shape(Dialect.MYSQL), single.types().firstKey());
        if (single.sql().contains("id, id") || single.sql().contains("p.id,k.id")) {
            assertThat(refusal(single, batch)).contains("Duplicate column name");
        } else {
            assertSame(single, batch);
        }
    }

    @Test
    void jsonTable_uniqueKey_rowsAreThoseOfTheSingles() throws SQLException {
        Single single = Single.of("select id, name, born from owner where id=?", List.of(3L, 1L, 9999L, 3L, -1L));
        assertSame(single, JsonTableBatch.of(single.shape(Dialect.MYSQL), 1, Set.of("id")));
    }

    private static String refusal(Single single, Batch batch) {
        try {
            single.ask(text, (BatchText) batch);
            return "";
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static void assertSame(Single single, Batch batch) throws SQLException {
        assertThat(batch).isInstanceOf(BatchText.class);
        BatchText sent = (BatchText) batch;
        assertThat(texts(single.ask(text, sent))).as(sent.sql()).isEqualTo(texts(single.ask(text)));
        assertThat(texts(single.ask(binary, sent))).as(sent.sql()).isEqualTo(texts(single.ask(binary)));
    }

    private static List<Object> texts(List<Transcript> transcripts) {
        return transcripts.stream().<Object>map(Transcript::texts).toList();
    }
}
