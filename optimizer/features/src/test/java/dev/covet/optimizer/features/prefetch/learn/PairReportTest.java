package dev.covet.optimizer.features.prefetch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.features.prefetch.find.PairReport;
import dev.covet.optimizer.features.prefetch.standing.PairState;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What people see of pairs. Stands here, as pairs are made here. */
class PairReportTest {
    private final SqlTextCache texts = new SqlTextCache();

    private Pair pair(String inner) {
        Pattern outer = Pattern.of(
                texts.of("select id from owner where name <> 'outer secret'", Dialect.POSTGRESQL),
                ConnectionFacts.UNKNOWN);
        Relation relation = new Relation(outer);
        relation.add(new TableRows(List.of(List.of(1L))), null);
        Pattern pattern = Pattern.of(texts.of(inner, Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN);
        return Objects.requireNonNull(pattern.pair(relation, new Mapping(List.of(new Source.Column(1)))));
    }

    private String text(int most) {
        return new PairReport(texts, null, TimeUnit.SECONDS.toNanos(4_000)).text(most);
    }

    @Test
    void text_ofNone_saysSo() {
        assertThat(texts.of("select 1", Dialect.POSTGRESQL)).isNotNull();
        assertThat(text(10)).isEqualTo("No query was seen to run once for each row of another one.\n");
        assertThat(new PairReport(texts, null, 0).byState()).isEmpty();
    }

    @Test
    void text_ofOnePair_hasAllOfIt_andNoValues() {
        Pair pair = pair("select a\n\t from  pet where b = ? and c = 'inner secret'");
        pair.refuse(Reason.RULE, "the function f is volatile");
        pair.demand().add(50, 10, TimeUnit.MILLISECONDS.toNanos(7));
        pair.demand().add(50, 0, TimeUnit.MILLISECONDS.toNanos(5));
        pair.ledger().batch(20, 1_000_000, 100);
        pair.ledger().settled(20, 15);
        pair.note(null, TimeUnit.SECONDS.toNanos(300));

        assertThat(text(10))
                .startsWith("1 pair of queries. First comes what takes most time.\n\n1. ruled_out, because "
                        + Reason.RULE.sentence() + ": the function f is volatile\n   since: 1:01:40 ago (h:mm:ss)\n")
                .contains("   query: select a from pet where b = ? and c = ? (")
                .contains("   for each row of: select id from owner where name <> ? (")
                .contains("   by: parameter 1 = ")
                .contains("   asked: 100 times in 2 requests, tasks or transactions, 10 of them answered from batches;"
                        + " the others took 12.0 ms\n")
                .contains("   batches: 20 fetched, 15 used, 5 wasted; about 1.4 ms saved, ")
                .contains("   to do: " + Reason.RULE.advice() + "\n")
                .doesNotContain("secret");
    }

    @Test
    void text_ofMany_showsTheDearest() {
        for (int i = 0; i < 30; i++) {
            pair("select a" + i + " from pet where b = ?").demand().add(1, 0, i % 7 * 1_000_000L + i);
        }
        assertThat(text(2).lines().filter(line -> line.startsWith("   query:")))
                .extracting(line -> line.substring(0, line.lastIndexOf(' ')))
                .containsExactly(
                        "   query: select a27 from pet where b = ?", "   query: select a20 from pet where b = ?");
        assertThat(text(2)).startsWith("30 pairs of queries, of which 2 are shown.");
        assertThat(text(-1).lines()).hasSize(1);
        assertThat(text(Integer.MAX_VALUE)).contains("\n30. learning, because ");
    }

    @Test
    void text_ofALongQuery_isCut() {
        pair("select " + "a, ".repeat(2_000) + "b from pet where b = ?");
        assertThat(text(10).lines()).allMatch(line -> line.length() < 400).anyMatch(line -> line.contains("… ("));
    }

    @Test
    void byState_hasEachState() {
        pair("select a from pet where b = ?");
        pair("select b from pet where b = ?").sent();
        pair("select c from pet where b = ?").refuse(Reason.FORM, "no");

        PairReport report = new PairReport(texts, null, 0);
        assertThat(report.byState())
                .hasSize(PairState.values().length)
                .containsKeys(
                        Arrays.stream(PairState.values()).map(PairState::word).toArray(String[]::new))
                .containsEntry("learning", 1)
                .containsEntry("compared", 1)
                .containsEntry("ruled_out", 1)
                .containsEntry("batches", 0);
        assertThat(new PairReport(texts, Reason.OFF, 0).byState())
                .containsEntry("switched_off", 2)
                .containsEntry("ruled_out", 1);
    }
}
