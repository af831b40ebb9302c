package dev.covet.optimizer.features.prefetch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Small numbers are found in nearly every column: the right one has to be told from those. */
class MappingSearchTest {
    static final Pattern OUTER =
            Pattern.of(new SqlTextCache().of("select * from t", Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN);

    static BoundKey execution(Object... values) {
        Parameters parameters = new Parameters();
        for (int i = 0; i < values.length; i++) {
            parameters.set(i + 1, values[i], values[i] instanceof Long ? Setter.LONG : Setter.STRING, 0);
        }
        return Objects.requireNonNull(BoundKey.of(parameters, values.length));
    }

    private static @Nullable List<Source> sources(List<List<Object>> rows, BoundKey... executions) {
        return sources("select a from other", rows, executions);
    }

    private static @Nullable List<Source> sources(String inner, List<List<Object>> rows, BoundKey... executions) {
        Relation relation = new Relation(OUTER);
        relation.add(new TableRows(rows), null);
        Pattern pattern = Pattern.of(SqlText.of(inner, Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN);
        Explanation found = MappingSearch.of(relation, List.of(executions), pattern);
        return found == null ? null : found.mapping().sources();
    }

    @Test
    void of_valuesInSeveralColumns_takesTheColumnWithTheirOrder() {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 1; id <= 60; id++) {
            rows.add(List.of(id, id * 7 % 50 + 1));
        }

        assertThat(sources(rows, execution(8L), execution(15L), execution(22L))).containsExactly(new Source.Column(2));
    }

    @Test
    void of_firstValueIsNotTheFirstOfOneColumn_takesTheOther() {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 1; id <= 50; id++) {
            rows.add(List.of(id, id % 6 + 1));
        }

        assertThat(sources(rows, execution(2L), execution(3L), execution(4L))).containsExactly(new Source.Column(2));
    }

    @Test
    void of_twoColumnsWithTheSameOrder_takesTheOneThatPromisesLess() {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 1; id <= 40; id++) {
            rows.add(List.of(id, (id + 1) / 2));
        }

        assertThat(sources(rows, execution(1L), execution(2L), execution(3L))).containsExactly(new Source.Column(2));
    }

    @Test
    void of_compositeKeyWhoseFirstPartIsTheSameAtFirst_takesBothFromTheRow() {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 1; id <= 40; id++) {
            rows.add(List.of(id, "cabinet " + id / 10, id * 3 % 10));
        }

        assertThat(sources(rows, execution("cabinet 0", 3L), execution("cabinet 0", 6L), execution("cabinet 0", 9L)))
                .containsExactly(new Source.Column(2), new Source.Column(3));
    }

    @Test
    void of_constantThatNoRowHas_isAConstant() {
        List<List<Object>> rows = List.of(List.of(1L, "a"), List.of(2L, "b"), List.of(3L, "c"));

        assertThat(sources(rows, execution(1L, "open"), execution(2L, "open")))
                .containsExactly(new Source.Column(1), new Source.Constant());
    }

    /** The same lists from both columns: only how often each value came tells them apart. */
    @Test
    void of_valuesThatCameTwice_takesTheColumnThatHasThemTwice() {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 1; id <= 3; id++) {
            rows.add(List.of((id + 1) / 2, id, 100 + id));
            rows.add(List.of((id + 1) / 2, id, 200 + id));
        }

        assertThat(sources(rows, execution(1L), execution(1L), execution(2L), execution(2L)))
                .containsExactly(new Source.Column(2));
    }

    @Test
    void of_columnsWithEqualValues_takesTheOneWhoseNameFits() {
        List<List<Object>> rows = List.of(List.of(1L, 1L), List.of(2L, 2L), List.of(3L, 3L));

        assertThat(sources("select a from other where c2 = ?", rows, execution(1L), execution(2L), execution(3L)))
                .containsExactly(new Source.Column(2));
        assertThat(sources("select a from other where t_c1 = ?", rows, execution(1L), execution(2L), execution(3L)))
                .containsExactly(new Source.Column(1));
    }

    @Test
    void of_valuesOfNoRow_findsNothing() {
        List<List<Object>> rows = List.of(List.of(1L, "a"), List.of(2L, "b"));

        assertThat(sources(rows, execution(1L), execution(9L))).isNull();
        assertThat(sources(rows, execution(1L, "b"), execution(2L, "a"))).isNull();
    }
}
