package dev.covet.optimizer.features.prefetch.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Repetitions without a proof of where the values come from. */
class RepetitionTest {
    private static final UnitOfWork WORK = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", 0);

    private static Pattern pattern(String sql) {
        return Pattern.of(new SqlTextCache().of(sql, Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN);
    }

    private static @Nullable FindingSignal finding(
            String sql, int executions, int failed, int distinct, boolean chained) {
        return new Repetition(pattern(sql), null, executions, 0, failed, distinct, 1_000_000, 0, chained, "")
                .finding(WORK, 7);
    }

    private static @Nullable Kind kind(String sql, int executions, int failed, int distinct, boolean chained) {
        FindingSignal finding = finding(sql, executions, failed, distinct, chained);
        return finding == null ? null : finding.kind();
    }

    @Test
    void fewExecutions_areNoFinding() {
        assertThat(kind("select a from t where b = ?", 2, 0, 1, false)).isNull();
        assertThat(kind("select a from t where b = ?", 3, 0, 2, false)).isNull();
    }

    @Test
    void kinds_areToldApart() {
        assertThat(kind("select a from t where b = ?", 3, 0, 1, false)).isEqualTo(Kind.SAME_VALUES);
        assertThat(kind("select a from t where b = ?", 3, 2, 1, false)).isEqualTo(Kind.RETRY);
        assertThat(kind("select parent from t where id = ?", 3, 0, 3, true)).isEqualTo(Kind.CHAIN);
        assertThat(kind("select a from t order by a limit ? offset ?", 3, 0, 3, false))
                .isEqualTo(Kind.PAGES);
        assertThat(kind("select a from t where b = ?", 3, 0, 3, false)).isEqualTo(Kind.OTHER_VALUES);
    }

    @Test
    void finding_countsTheTimeAfterTheFirstExecution() {
        FindingSignal finding = finding("select a from t where b = ?", 4, 0, 4, false);

        assertThat(finding).isNotNull().satisfies(found -> {
            assertThat(found.lostNanos()).isEqualTo(750_000);
            assertThat(found.nanos()).isEqualTo(7);
            assertThat(found.outer()).isNull();
            assertThat(found.mapping()).isEmpty();
        });
    }

    @Test
    void finding_saysWhatBlocksBatches_onlyWhereTheyAreInQuestion() {
        assertThat(blocked(3)).isEqualTo("too many rows");
        assertThat(blocked(1)).isEmpty();
    }

    private static String blocked(int distinct) {
        FindingSignal finding = new Repetition(
                        pattern("select a from t where b = ?"), null, 3, 0, 0, distinct, 9, 0, false, "too many rows")
                .finding(WORK, 7);
        return finding == null ? "none" : finding.blocked();
    }
}
