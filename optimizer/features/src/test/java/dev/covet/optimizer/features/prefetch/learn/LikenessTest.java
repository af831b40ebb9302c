package dev.covet.optimizer.features.prefetch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of columns beside the conditions they are compared in. */
class LikenessTest {
    private static Likeness of(String sql, String table, String column) {
        return Likeness.of(Pattern.of(SqlText.of(sql, Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN), 1, table, column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    select a from pet where owner_id = ? order by id | owner | id
                    select a from pet p1_0 where p1_0.owner_id=? | public.owners | ID
                    select a from pet where exists (select 1 from toy where "owner_id" = ?) | owner | id
                    select a from pet where owner_id = cast(? as uuid) | owner | id
                    select a from h_owner where id = ? | pet | owner_id
                    select a from breed where code = ? | pet | breed_code
                    select a from owner where id = ? | owner | id
                    select a from drawer where cabinet = ? | tool | cabinet
                    """)
    void name_thatRefersToTheColumn_speaksForIt(String sql, String table, String column) {
        assertThat(of(sql, table, column)).isEqualTo(Likeness.FOR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    select a from pet where owner_id = ? | vet | id
                    select a from pet where id = ? | vet | id
                    select a from pet where kind = ? | vet | id
                    select a from pet order by id limit ? | vet | id
                    select a from pet order by id limit 5 offset ? | vet | id
                    select a from node where id = ? | node | parent_id
                    """)
    void name_ofSomethingElse_speaksAgainstIt(String sql, String table, String column) {
        assertThat(of(sql, table, column)).isEqualTo(Likeness.AGAINST);
    }

    @Test
    void label_thatIsAnotherName_isTakenBack() {
        String sql = "select owner0_.id as id1_5_, o.\"name\" AS \"n\", count(*) as c, city from owner owner0_";

        assertThat(Likeness.column(sql, "id1_5_")).isEqualTo("id");
        assertThat(Likeness.column(sql, "n")).isEqualTo("name");
        assertThat(Likeness.column(sql, "c")).isEqualTo("c");
        assertThat(Likeness.column(sql, "city")).isEqualTo("city");
    }

    @Test
    void names_thatNobodyKnows_saySoLittle() {
        assertThat(of("select a from pet where owner_id = ?", "", "x1_0")).isEqualTo(Likeness.UNKNOWN);
        assertThat(of("select a from pet where (owner, id) in ((?, 2))", "owner", "id"))
                .isEqualTo(Likeness.UNKNOWN);
        assertThat(of("select a from pet where id > ?", "owner", "id")).isEqualTo(Likeness.UNKNOWN);
        assertThat(of("select a from pet", "owner", "id")).isEqualTo(Likeness.UNKNOWN);
    }
}
