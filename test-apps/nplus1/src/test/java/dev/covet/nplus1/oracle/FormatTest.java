package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether rows are text or binary follows from what a statement was executed with before: also where a null, which pgjdbc
 * binds as a value of no known type, stands between the keys.
 */
class FormatTest {
    private static final String JOINED = "select n.id, n.e, n.f from n where n.k = ? order by n.id";
    private static final String REPEATED = "select n.id, n.e, n.f from n where n.k = ? limit 2";
    private static final String NULL_HAS_ROWS = "select count(*), max(n.e) from n where n.k = ?";

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table o (id int primary key, k varchar(9))",
            "create table n (id bigint primary key, k varchar(9), e double precision, f bytea)",
            "insert into o select i, case when i in (9, 20, 21, 34) then null else 'k' || i end"
                    + " from generate_series(1, 40) i",
            "insert into n select i, 'k' || i, i / 3.0, 'x' from generate_series(1, 40) i");

    private static List<String> read(Rig rig, String inner, boolean reused) throws SQLException {
        List<String> read = new ArrayList<>();
        try (Connection connection = rig.source().getConnection();
                Statement outer = connection.createStatement();
                ResultSet rows = outer.executeQuery("select id, k from o order by id");
                PreparedStatement kept = connection.prepareStatement(inner)) {
            while (rows.next()) {
                try (PreparedStatement fresh = reused ? null : connection.prepareStatement(inner)) {
                    PreparedStatement statement = fresh == null ? kept : fresh;
                    Binder.OBJECT.carry(rows, "k", statement, 1);
                    try (ResultSet found = statement.executeQuery()) {
                        read.add(rows.getString(2) + Getters.read(found, true, Getters.all()));
                    }
                }
            }
        }
        return read;
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "-1, false", "0, true", "1, false", "5, true", "5, false"})
    void rows_whateverStandsBetweenTheKeys_haveTheFormatOfTheSingle(int threshold, boolean reused) throws Exception {
        String url = FILLED.database().jdbcUrl("prepareThreshold=" + threshold);
        try (Rig bare = Rig.bare(FILLED.database(), url);
                Rig prefetching = Rig.prefetching(FILLED.database(), url, Rig.LONG)) {
            for (String inner : List.of(JOINED, REPEATED, NULL_HAS_ROWS)) {
                for (int request = 0; request < 3; request++) {
                    List<String> expected = bare.request(() -> read(bare, inner, reused));
                    assertThat(prefetching.request(() -> read(prefetching, inner, reused)))
                            .as("%s, request %s", inner, request)
                            .isEqualTo(expected);
                }
                assertThat(prefetching.traffic().served()).as(inner).hasSizeGreaterThan(20);
            }
        }
    }
}
