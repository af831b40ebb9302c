package dev.covet.optimizer.features.prefetch.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.prefetch.learn.Mapping;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.learn.Relation;
import dev.covet.optimizer.features.prefetch.learn.Source;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is entered into the accounts of a pair at the end of a unit of work. */
class AskedTest {
    private final SqlTextCache texts = new SqlTextCache();
    private final Engine engine = new Engine(
            texts,
            new SignalBus(16, error -> {
                throw new AssertionError(error);
            }),
            new SelfProtection(() -> 0, (text, error) -> {
                throw new AssertionError(text, error);
            }),
            () -> 0);
    private final Pattern outer = pattern("select id from owner");
    private final Pattern inner = pattern("select a from pet where b = ?");
    private final Pair pair =
            Objects.requireNonNull(inner.pair(new Relation(outer), new Mapping(List.of(new Source.Column(1)))));
    private final Asked query = new Asked(inner);

    private Pattern pattern(String sql) {
        return Pattern.of(texts.of(sql, Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN);
    }

    private void executed(int times) {
        for (int i = 0; i < times; i++) {
            query.executed(null, null, 5);
        }
    }

    @Test
    void account_ofAPair_countsWhatTheDatabaseTook() {
        executed(3);
        query.follows(pair);
        query.account(Unkept.NONE, null, engine);

        assertThat(pair.demand().sums().executions()).isEqualTo(3);
        assertThat(pair.demand().sums().nanos()).isEqualTo(15);
        assertThat(pair.standing(null)).isEqualTo(Reason.LEARNING.plain());
    }

    @Test
    void account_ofExecutionsThatTheDriverHadToSend_saysSo_unlessSomeWerePlanned() {
        query.follows(pair);
        assertThat(query.waitsFor(RowFormat.CHANGING)).isTrue();
        assertThat(query.waitsFor(RowFormat.ONLY)).isFalse();
        query.account(Unkept.NONE, null, engine);
        assertThat(pair.standing(null)).isEqualTo(Reason.DRIVER_LEARNS.plain());

        pair.sent();
        query.planned(2, 5);
        query.account(Unkept.NONE, null, engine);
        assertThat(pair.standing(null)).isEqualTo(Reason.COMPARED.plain());
    }

    @Test
    void account_ofALoopWhoseRowsWereNotKept_isThatOfThePairWithThem() {
        Unkept unkept = Unkept.NONE.with(outer, Reason.MEMORY);
        executed(2);
        query.account(unkept, null, engine);
        assertThat(pair.standing(null)).isEqualTo(Reason.LEARNING.plain());
        executed(1);
        query.account(Unkept.NONE.with(inner, Reason.LARGE), null, engine);
        assertThat(pair.standing(null)).isEqualTo(Reason.LEARNING.plain());
        query.account(unkept, null, engine);

        assertThat(pair.standing(null)).isEqualTo(Reason.MEMORY.plain());
        assertThat(pair.demand().sums().executions()).isEqualTo(3);
        assertThat(Unkept.NONE.any()).isNull();
    }
}
