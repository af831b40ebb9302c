package dev.covet.optimizer.features.prefetch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Queries that are asked with what they have answered. */
class RelationChainsTest {
    private final Relation nodes = new Relation(Pattern.of(
            new SqlTextCache().of("select next from node where id = ?", Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN));

    private static BoundKey key(long... values) {
        Parameters parameters = new Parameters();
        for (int i = 0; i < values.length; i++) {
            parameters.set(i + 1, values[i], Setter.LONG, 0);
        }
        return Objects.requireNonNull(BoundKey.of(parameters, values.length));
    }

    private void answered(BoundKey asked, List<List<Object>> rows) {
        nodes.add(new TableRows(rows), asked);
    }

    @Test
    void valuesOfTheAnswerBefore_areAChain() {
        answered(key(1), List.of(List.of(6L)));
        answered(key(6), List.of(List.of(4L)));
        answered(key(4), List.of(List.of(9L)));

        assertThat(nodes.chains(List.of(key(1), key(6), key(4), key(9)), false)).isTrue();
        assertThat(nodes.chains(List.of(key(1), key(4), key(6), key(9)), false)).isFalse();
    }

    @Test
    void valuesOfAnyAnswerBefore_areATree() {
        answered(key(1), List.of(List.of(2L), List.of(3L)));
        answered(key(2), List.of(List.of(4L), List.of(5L)));
        answered(key(3), List.of(List.of(6L), List.of(7L)));
        List<BoundKey> levels = List.of(key(1), key(2), key(3), key(4));

        assertThat(nodes.chains(levels, false)).isFalse();
        assertThat(nodes.chains(levels, true)).isTrue();
        assertThat(nodes.chains(List.of(key(1), key(3), key(2), key(9)), true)).isFalse();
    }

    /** Each part by itself is found in some row. */
    @Test
    void partsOfDifferentRows_areNoTree() {
        answered(key(1, 1), List.of(List.of(1L, 2L), List.of(2L, 3L)));

        assertThat(nodes.chains(List.of(key(1, 1), key(1, 2), key(2, 3)), true)).isTrue();
        assertThat(nodes.chains(List.of(key(1, 1), key(1, 3), key(2, 2)), true)).isFalse();
    }

    @Test
    void rows_ofWhatWasFetchedAndNotAsked_doNotCount() {
        answered(key(1), List.of(List.of(6L), List.of(7L)));
        answered(key(1), List.of(List.of(6L), List.of(7L)));
        answered(key(2), List.of(List.of(4L)));

        assertThat(nodes.rowsOf(Set.of(key(1)))).isEqualTo(2);
    }
}
