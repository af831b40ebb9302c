package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each part of a batch's text is for: without it rows differ, and the comparison with the bare driver says so. */
class WrongTextsTest {
    /** Each answer is compared at first; later ones are given. */
    private static final int LEARNING = 4;

    enum Wrong {
        /** Then the server may join by a hash table, which turns the rows of a key round. */
        WITHOUT_FENCE("select n.id, n.a from n where n.k = ?"),
        /** A value of char(n) loses the blanks behind it. */
        WITH_ANOTHER_TYPE("select n.id, n.a from n where n.k = ? order by n.id"),
        NOTHING("select n.id, n.a from n where n.k = ?");

        private final String inner;

        Wrong(String inner) {
            this.inner = inner;
        }

        private String text(String right) {
            return switch (this) {
                case WITHOUT_FENCE -> right.replace("\noffset 0", "");
                case WITH_ANOTHER_TYPE -> right.replace("varchar[]", "bpchar[]");
                case NOTHING -> right + ' ';
            };
        }
    }

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.on(
            PostgresServer::start,
            "create table o (id int primary key, k varchar(9))",
            "create table n (id int primary key, k varchar(9), a int)",
            "insert into o select i, i || case when i % 3 = 0 then '  ' else '' end"
                    + " from generate_series(1, 200) i",
            "insert into n select i, i % 40, i from generate_series(1, 120) i",
            "analyze o, n");

    private static List<String> read(Rig rig, String inner) throws SQLException {
        List<String> read = new ArrayList<>();
        try (Connection connection = rig.source().getConnection();
                Statement outer = connection.createStatement();
                ResultSet rows = outer.executeQuery("select id, k from o order by id");
                PreparedStatement statement = connection.prepareStatement(inner)) {
            while (rows.next()) {
                Binder.STRING.carry(rows, "k", statement, 1);
                try (ResultSet found = statement.executeQuery()) {
                    read.add(rows.getString(2) + Rendering.of(found));
                }
            }
        }
        return read;
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void wrongText_isFound(Wrong wrong) throws Exception {
        String url = FILLED.database().jdbcUrl("prepareThreshold=0");
        WrongTexts hands = new WrongTexts(wrong::text);
        MemoryLimit memory = new MemoryLimit(64 << 20);
        try (Rig bare = Rig.bare(FILLED.database(), url);
                Rig wronged = Rig.wrong(FILLED.database(), url, Rig.stage(Rig.LONG, memory), hands)) {
            List<String> expected = bare.request(() -> read(bare, wrong.inner));
            for (int request = 0; request < LEARNING; request++) {
                assertThat(wronged.request(() -> read(wronged, wrong.inner))).isEqualTo(expected);
            }
            hands.on().set(true);
            List<String> actual = wronged.request(() -> read(wronged, wrong.inner));
            assertThat(hands.sent()).hasPositiveValue();
            assertThat(wronged.traffic().served()).hasSizeGreaterThan(150);
            assertThat(actual.equals(expected)).isEqualTo(wrong == Wrong.NOTHING);
        }
    }
}
