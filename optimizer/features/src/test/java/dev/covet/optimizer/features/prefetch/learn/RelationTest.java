package dev.covet.optimizer.features.prefetch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is expected after an execution: rows behind it, and those before only where executions come in any order. */
class RelationTest {
    private static final Mapping FIRST_COLUMN = new Mapping(List.of(new Source.Column(1)));

    private static Relation ofTwoBlocks() {
        Relation relation = new Relation(MappingSearchTest.OUTER);
        relation.add(rows(10L, 20L, 20L), null);
        relation.add(rows(30L, 40L), null);
        return relation;
    }

    private static TableRows rows(Long... keys) {
        List<List<Object>> rows = new ArrayList<>();
        for (Long key : keys) {
            rows.add(List.of(key));
        }
        return new TableRows(rows);
    }

    private static BoundKey key(long value) {
        return MappingSearchTest.execution(value);
    }

    private static List<BoundKey> after(long value, Set<BoundKey> known, boolean backwards, int most) {
        Relation relation = ofTwoBlocks();
        int at = relation.find(key(value), FIRST_COLUMN);
        return relation.after(at, key(value), FIRST_COLUMN, known, backwards, most);
    }

    @Test
    void after_rowInTheMiddle_givesThoseBehind() {
        assertThat(after(20, Set.of(), false, 9)).containsExactly(key(30), key(40));
    }

    @Test
    void after_executionsInAnyOrder_givesThoseBeforeToo_nearestFirst() {
        assertThat(after(30, Set.of(), true, 9)).containsExactly(key(40), key(20), key(10));
    }

    @Test
    void after_lastRow_hasNothingBehind() {
        assertThat(after(40, Set.of(), false, 9)).isEmpty();
    }

    @Test
    void after_keysThatAreKnown_givesTheOthers_andNoMoreThanWanted() {
        assertThat(after(10, Set.of(key(20)), false, 9)).containsExactly(key(30), key(40));
        assertThat(after(10, Set.of(), false, 2)).containsExactly(key(20), key(30));
        assertThat(after(40, Set.of(), true, 2)).containsExactly(key(30), key(20));
    }

    @Test
    void find_severalTimes_goesOnByAnIndexThatGrowsWithTheRows() {
        Relation relation = ofTwoBlocks();
        for (int i = 0; i < 5; i++) {
            assertThat(relation.find(key(30), FIRST_COLUMN)).isEqualTo(3);
            assertThat(relation.find(key(50), FIRST_COLUMN)).isEqualTo(-1);
        }
        TableRows more = rows(50L);
        relation.add(more, null);
        assertThat(relation.find(key(50), FIRST_COLUMN)).isEqualTo(5);
        relation.remove(more);
        assertThat(relation.find(key(50), FIRST_COLUMN)).isEqualTo(-1);
        assertThat(relation.find(key(40), FIRST_COLUMN)).isEqualTo(4);
    }

    /** A decimal that is bound may come from a column of whole numbers. */
    @Test
    void find_decimals_findsWholeNumbers() {
        Relation relation = new Relation(MappingSearchTest.OUTER);
        relation.add(rows(7L, Long.MAX_VALUE), null);
        for (int i = 0; i < 5; i++) {
            assertThat(relation.find(decimal("7.00"), FIRST_COLUMN)).isZero();
            assertThat(relation.find(decimal(Long.MAX_VALUE + ".0"), FIRST_COLUMN))
                    .isEqualTo(1);
            assertThat(relation.find(decimal("7.5"), FIRST_COLUMN)).isEqualTo(-1);
        }
    }

    private static BoundKey decimal(String value) {
        Parameters parameters = new Parameters();
        parameters.set(1, new BigDecimal(value), Setter.DECIMAL, 0);
        return Objects.requireNonNull(BoundKey.of(parameters, 1));
    }
}
