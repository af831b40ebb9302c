package dev.covet.optimizer.features.prefetch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
    void upTo_countsDifferentKeys_andIsZeroForAStranger() {
        assertThat(ofTwoBlocks().upTo(key(30), FIRST_COLUMN)).isEqualTo(3);
        assertThat(ofTwoBlocks().upTo(key(50), FIRST_COLUMN)).isZero();
    }
}
