package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From when to when others may see a change. */
class OpenWriteTest {
    private static final int T = 700;
    private static final int U = 3;

    private final Engine engine = Engines.engine(Map.of(), Engines.protection());
    private final ConnectionSession session = new ConnectionSession(engine, facts("here"));
    private final TableClock tables = engine.tables();

    private static ConnectionFacts facts(String host) {
        return new ConnectionFacts(Dialect.POSTGRESQL, "postgresql", host, 5432, 5432, "shop", null, "me", "driver");
    }

    private @Nullable OpenWrite send(String sql) {
        SqlText text = SqlText.of(sql, Dialect.POSTGRESQL);
        session.executing(text, text.onlyReads(), true);
        return session.sending(text, text.onlyReads(), true);
    }

    private void answer(String sql, @Nullable OpenWrite open) {
        SqlText text = SqlText.of(sql, Dialect.POSTGRESQL);
        session.executed(text, text.onlyReads(), true, true);
        session.answered(open);
    }

    /** Tables t and u are known to be changed alone. */
    private void judged() {
        session.clock()
                .judgeBy((asking, text) ->
                        text.sql().contains(" t ") ? T : text.sql().contains(" u ") ? U : TableClock.ANY);
    }

    @Test
    void write_ofKnownTable_isOpenUntilItsAnswer() {
        judged();
        long before = tables.of(T);

        OpenWrite open = send("insert into t values (1)");

        assertThat(tables.isOpen(T)).isTrue();
        assertThat(tables.isOpen(U)).isFalse();
        long between = tables.of(T);
        assertThat(between).isGreaterThan(before);
        answer("insert into t values (1)", open);
        assertThat(tables.isOpen(T)).isFalse();
        assertThat(tables.of(T)).isGreaterThan(between);
        assertThat(session.clock().barrier().isBefore(engine.nanoTime() + 1)).isTrue();
    }

    @Test
    void write_ofUnknownTables_stopsAllUntilItsAnswerAndWhatWasKnownBefore() {
        long before = engine.nanoTime();
        OpenWrite open = send("call p()");

        assertThat(session.clock().barrier().isBefore(Long.MAX_VALUE / 2)).isFalse();
        answer("call p()", open);
        assertThat(session.clock().barrier().isBefore(before)).isFalse();
        assertThat(session.clock().barrier().isBefore(engine.nanoTime() + 1)).isTrue();
    }

    @Test
    void writesInTransaction_areOpenWhileItIsCommitted() {
        judged();
        session.transaction().autoCommit(false);
        answer("insert into t values (1)", send("insert into t values (1)"));
        answer("delete from u where a = 1", send("delete from u where a = 1"));
        assertThat(tables.isOpen(T)).isFalse();

        OpenWrite open = session.ending();

        assertThat(tables.isOpen(T)).isTrue();
        assertThat(tables.isOpen(U)).isTrue();
        session.ended(session.transaction().wrote());
        session.answered(open);
        session.transaction().committed();
        assertThat(tables.isOpen(T)).isFalse();
        assertThat(tables.isOpen(U)).isFalse();
        assertThat(session.ending()).isNull();
    }

    @Test
    void commitByText_isOpenUntilItsAnswer() {
        judged();
        answer("begin", send("begin"));
        answer("insert into t values (1)", send("insert into t values (1)"));
        assertThat(tables.isOpen(T)).isFalse();

        OpenWrite open = send("commit");

        assertThat(tables.isOpen(T)).isTrue();
        answer("commit", open);
        assertThat(tables.isOpen(T)).isFalse();
    }

    @Test
    void queries_openNothing() {
        assertThat(send("select 1")).isNull();
        assertThat(session.ending()).isNull();
    }

    @Test
    void otherAddressOfTheSameDatabase_sharesTheBarrier() {
        ConnectionSession alias = new ConnectionSession(engine, facts("127.0.0.1"));
        OpenWrite open = send("call p()");

        assertThat(alias.clock().barrier().isBefore(Long.MAX_VALUE / 2)).isFalse();
        session.answered(open);
        assertThat(alias.clock().barrier().isBefore(engine.nanoTime() + 1)).isTrue();
    }

    @Test
    void opaqueSession_mayWriteAnythingWithEachTransaction() {
        session.state().pin("a test");
        session.transaction().autoCommit(false);

        OpenWrite open = session.ending();

        assertThat(session.clock().barrier().isBefore(Long.MAX_VALUE / 2)).isFalse();
        session.answered(open);
    }
}
