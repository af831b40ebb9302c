package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends whatever was fetched before. */
class SessionChangesTest {
    private static final int T = 700;
    private static final int U = 3;

    private final Engine engine = Engines.engine(Map.of(), Engines.protection());
    private final ConnectionSession session = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);
    private final ConnectionSession other = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);

    private void execute(String sql, boolean accepted) {
        SqlText text = SqlText.of(sql, Dialect.POSTGRESQL);
        session.executing(text, text.onlyReads(), true);
        session.executed(text, text.onlyReads(), true, accepted);
    }

    @Test
    void query_changesNothing() {
        execute("select 1", true);

        assertThat(session.changes()).isZero();
        assertThat(session.clock().now()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "update t set a = 1",
                "delete from t",
                "call p()",
                "truncate t",
                "create table t (a int)",
                "select * from t for update",
                "select nextval('s')",
                "copy t from stdin"
            })
    void write_withoutTransaction_endsWhatWasFetchedForAll(String sql) {
        execute(sql, true);

        assertThat(session.changes()).isPositive();
        assertThat(other.clock().now()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set search_path to other", "reset all", "savepoint a", "rollback to savepoint a"})
    void settingOrStep_endsItForThisConnection(String sql) {
        execute(sql, true);

        assertThat(session.changes()).isPositive();
        assertThat(other.clock().now()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create temporary table t (a int)",
                "create temp view t as select 1 as a",
                "select 1 as a into temp t",
                "create table pg_temp.t (a int)"
            })
    void temporaryObject_hidesOthers_soNothingIsKnownOfTheSession(String sql) {
        execute(sql, true);

        assertThat(session.state().opaque()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create table temperature (a int)", "set covet.temp = 'x'", "select temp from t"})
    void nameThatLooksTemporary_hidesNothing(String sql) {
        execute(sql, true);

        assertThat(session.state().opaque()).isFalse();
    }

    @Test
    void failedWrite_mayHaveWritten() {
        execute("insert into t values (1)", false);

        assertThat(session.changes()).isPositive();
        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void writeInTransaction_countsForOthersAtItsCommit() {
        session.transaction().autoCommit(false);
        execute("insert into t values (1)", true);
        assertThat(other.clock().now()).isZero();

        session.ended(session.transaction().wrote());
        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void transactionByText_countsForOthersAtItsCommit() {
        execute("begin", true);
        execute("insert into t values (1)", true);
        assertThat(other.clock().now()).isZero();

        execute("commit", true);
        assertThat(other.clock().now()).isEqualTo(1);
    }

    /** A procedure or a setting has begun it: what it has written nobody knows. */
    @ParameterizedTest
    @ValueSource(strings = {"commit", "set autocommit = 1", "SET @@session.AutoCommit = on"})
    void endOfATransactionThatNobodySawBegin_countsForOthers(String sql) {
        SqlText text = SqlText.of(sql, Dialect.MYSQL);
        session.executing(text, false, true);
        long later = engine.nanoTime() + TimeUnit.HOURS.toNanos(1);
        assertThat(session.clock().barrier().isBefore(later)).isTrue();
        OpenWrite open = session.sending(text, false, true);
        assertThat(session.clock().barrier().isBefore(later)).isFalse();
        session.executed(text, false, true, true);
        session.answered(open);

        assertThat(other.clock().now()).isPositive();
        assertThat(session.committing()).isNotNull();
        session.transaction().autoCommit(false);
        assertThat(session.committing()).isNull();
    }

    @Test
    void transactionThatOnlyRead_countsForNobody() {
        session.transaction().autoCommit(false);
        execute("select 1", true);
        session.ended(session.transaction().wrote());

        assertThat(other.clock().now()).isZero();
    }

    @Test
    void rowOfAResult_isAWrite() {
        session.transaction().autoCommit(false);
        execute("select 1", true);
        session.rowWritten();

        assertThat(session.changes()).isPositive();
        assertThat(session.transaction().wrote()).isTrue();
    }

    @Test
    void batch_isNoQueryWhateverItsFirstText() {
        SqlText text = SqlText.of("select 1", Dialect.POSTGRESQL);
        session.executing(text, false, true);
        session.executed(text, false, true, true);

        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void queryExecutedAsUpdateInATransaction_countsForOthersAtItsCommit() {
        session.transaction().autoCommit(false);
        SqlText text = SqlText.of("select touch(1)", Dialect.POSTGRESQL);
        session.executing(text, false, true);
        session.executed(text, false, true, false);
        assertThat(other.clock().now()).isZero();

        session.ended(session.transaction().wrote());
        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void commandThatCommitsOnMySql_countsForOthers() {
        ConnectionFacts mysql =
                new ConnectionFacts(Dialect.MYSQL, "mysql", "here", 3306, 3306, "db", null, "me", "driver");
        ConnectionSession writing = new ConnectionSession(engine, mysql);
        writing.transaction().autoCommit(false);
        for (String sql : new String[] {"insert into t values (1)", "create table u (a int)"}) {
            assertThat(writing.clock().now()).isZero();
            SqlText text = SqlText.of(sql, Dialect.MYSQL);
            writing.executing(text, false, true);
            writing.executed(text, false, true, true);
        }
        assertThat(writing.clock().now()).isEqualTo(1);
    }

    @Test
    void definition_countsForTheSchemaAtOnceAndAtItsCommit() {
        session.transaction().autoCommit(false);
        execute("insert into t values (1)", true);
        assertThat(other.clock().schema()).isZero();

        execute("create or replace view v as select 1", true);
        long open = other.clock().schema();
        assertThat(open).isPositive();

        session.ended(true);
        long ended = other.clock().schema();
        assertThat(ended).isGreaterThan(open);
        session.ended(true);
        assertThat(other.clock().schema()).isEqualTo(ended);
    }

    @Test
    void isolation_setInsideATransaction_isThatOfTheNext() {
        session.transaction().autoCommit(false);
        session.transaction().isolation(2);
        execute("select 1", true);
        session.transaction().isolation(4);
        assertThat(session.transaction().isolation()).isEqualTo(2);

        session.transaction().committed();
        assertThat(session.transaction().isolation()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set session characteristics as transaction isolation level read committed",
                "select set_config('default_transaction_isolation', 'read committed', false)"
            })
    void isolation_mayBeSetByAStatement_isUnknownFromThenOn(String sql) {
        session.transaction().autoCommit(false);
        session.transaction().isolation(4);
        execute(sql, true);
        session.transaction().committed();

        assertThat(session.transaction().isolation()).isZero();
    }

    @Test
    void isolation_ofATransactionBegunByText_isUnknownUntilItsEnd() {
        session.transaction().isolation(4);
        execute("begin", true);
        assertThat(session.transaction().isolation()).isZero();

        execute("commit", true);
        assertThat(session.transaction().isolation()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET SQL_SELECT_LIMIT = 1", "set session sql_mode = 'ANSI_QUOTES'", "set sql_mode = @m"})
    void settingThatChangesWhatTextsMean_makesTheSessionOpaque(String sql) {
        SqlText text = SqlText.of(sql, Dialect.MYSQL);
        session.executing(text, false, true);
        session.executed(text, false, true, true);

        assertThat(session.state().opaque()).isTrue();
    }

    @Test
    void otherDatabase_hasItsOwnClock() {
        ConnectionFacts far =
                new ConnectionFacts(Dialect.POSTGRESQL, "postgresql", "far", 5432, 5432, "db", null, "me", "driver");
        execute("delete from t", true);

        assertThat(new ConnectionSession(engine, far).clock().now()).isZero();
    }

    /** Tables t and u are known to be changed alone. */
    private void judged() {
        session.clock().judgeBy((asking, text) -> {
            if (text.kind() == StatementKind.SELECT || text.kind() == StatementKind.DDL) {
                return TableClock.ANY;
            }
            return text.sql().contains(" t ") ? T : text.sql().contains(" u ") ? U : TableClock.ANY;
        });
    }

    @Test
    void knownWrite_withoutTransaction_countsForItsTable() {
        judged();
        execute("insert into t values (1)", true);

        assertThat(session.changes()).isZero();
        assertThat(session.tableChanges()).isPositive();
        assertThat(session.tableChanges(T)).isPositive();
        assertThat(session.tableChanges(U)).isZero();
        assertThat(other.clock().now()).isZero();
        assertThat(engine.tables().now()).isEqualTo(1);
        assertThat(engine.tables().of(T)).isEqualTo(1);
        assertThat(engine.tables().of(U)).isZero();
    }

    @Test
    void knownWrites_inTransaction_countAtItsCommit() {
        judged();
        session.transaction().autoCommit(false);
        execute("insert into t values (1)", true);
        execute("delete from u where a = 1", true);
        assertThat(engine.tables().now()).isZero();

        session.ended(session.transaction().wrote());
        session.transaction().committed();
        assertThat(engine.tables().of(T)).isEqualTo(1);
        assertThat(engine.tables().of(U)).isEqualTo(1);
        assertThat(other.clock().now()).isZero();

        execute("delete from u where a = 1", true);
        session.ended(session.transaction().wrote());
        assertThat(engine.tables().of(T)).isEqualTo(1);
        assertThat(engine.tables().of(U)).isEqualTo(2);
    }

    @Test
    void knownWrite_inTransactionByText_countsAtItsCommit() {
        judged();
        execute("begin", true);
        execute("insert into t values (1)", true);
        assertThat(engine.tables().now()).isZero();

        execute("commit", true);
        assertThat(engine.tables().of(T)).isEqualTo(1);
        assertThat(other.clock().now()).isZero();
    }

    @Test
    void knownWrite_rolledBack_countsForNobodyElse() {
        judged();
        session.transaction().autoCommit(false);
        execute("insert into t values (1)", true);
        session.ended(false);
        session.transaction().rolledBack();
        execute("delete from u where a = 1", true);
        session.ended(session.transaction().wrote());

        assertThat(engine.tables().of(T)).isZero();
        assertThat(engine.tables().of(U)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"call p()", "delete from v where a = 1", "create table w (a int)", "select nextval('s')"})
    void knownWriteBesideAnother_countsForAllAtTheCommit(String sql) {
        judged();
        session.transaction().autoCommit(false);
        execute("insert into t values (1)", true);
        execute(sql, true);
        session.ended(session.transaction().wrote());

        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void knownWriteBesideARowOfAResult_countsForAllAtTheCommit() {
        judged();
        session.transaction().autoCommit(false);
        execute("insert into t values (1)", true);
        session.rowWritten();
        session.ended(session.transaction().wrote());

        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void knownWrite_failed_mayHaveEndedTheTransaction() {
        judged();
        session.transaction().autoCommit(false);
        execute("insert into t values (1)", false);
        session.ended(session.transaction().wrote());

        assertThat(session.changes()).isGreaterThan(1);
        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void knownWrite_ofABatch_isTheFirstOfOthers() {
        judged();
        SqlText text = SqlText.of("insert into t values (1)", Dialect.POSTGRESQL);
        session.executing(text, false, false);
        session.executed(text, false, false, true);

        assertThat(session.changes()).isPositive();
        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void knownWrite_whereTheDriverIsInForeignHands_countsForAll() {
        judged();
        session.transaction().autoCommit(false);
        execute("insert into t values (1)", true);
        session.state().pin("unwrapped");
        session.ended(session.transaction().wrote());

        assertThat(other.clock().now()).isEqualTo(1);
    }

    @Test
    void knownWrite_whereItsTransactionHasDefinedSomething_mayChangeAnything() {
        judged();
        session.transaction().autoCommit(false);
        execute("create trigger x after insert on t execute function f()", true);
        long before = session.changes();
        execute("insert into t values (1)", true);

        assertThat(session.changes()).isGreaterThan(before);
    }

    @Test
    void judge_ofAClockThatDatabasesShare_isNotTaken() {
        assertThat(new WriteClock(new WriteBarrier(System::nanoTime), false).judgeBy((asking, text) -> 1))
                .isNull();
    }

    @Test
    void number_isThatOfTheName() {
        assertThat(TableClock.number("pet")).isEqualTo(TableClock.number("pet"));
        for (int i = 0; i < 10_000; i++) {
            assertThat(TableClock.number("pet" + i)).isBetween(0, TableClock.TABLES - 1);
        }
    }
}
