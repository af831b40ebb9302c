package dev.covet.optimizer.features.route.reads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.scripted.ScriptedDatabase;
import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.catalog.Lasting;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the catalog is asked, and for how long it is believed. */
class ReadsTest {
    private static final String PET = "select id from pet where id = ";

    private final List<Connection> asked = new ArrayList<>();
    private final Application application = new Application((connection, shape) -> {
        asked.add(connection);
        return catalog(shape);
    });
    private final ScriptedDatabase database = ScriptedDatabase.open("reads");
    private final Connection own = connect();
    private boolean down;

    private Connection connect() {
        try {
            return DriverManager.getConnection(database.url());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Eligibility catalog(QueryShape shape) {
        List<String> reasons =
                shape.functions().contains("tick") ? List.of("the function tick is volatile") : List.of();
        return new Eligibility(
                reasons,
                List.of(),
                "",
                0,
                0,
                Set.of(),
                null,
                new Lasting(reasons, Set.of(), Set.of(), Set.of()),
                !down);
    }

    @AfterEach
    void close() throws SQLException {
        own.close();
        database.close();
        application.close();
    }

    private void answer() {
        while (!application.wanted.isEmpty()) {
            application.reads.judge(own, application.wanted.remove());
        }
    }

    @Test
    void firstTime_isUnknownAndAskedOnce() {
        assertThat(application.of(PET + "?")).isSameAs(ReadRuling.UNKNOWN);
        assertThat(application.of(PET + "?")).isSameAs(ReadRuling.UNKNOWN);
        assertThat(application.wanted).hasSize(1);
        answer();
        assertThat(application.of(PET + "?").allowed()).isTrue();
        assertThat(application.wanted).isEmpty();
        assertThat(asked).containsExactly(own);
    }

    @Test
    void catalogThatCannotBeAsked_isNotBelieved() {
        down = true;
        assertThat(application.judged(own, PET + "?")).isSameAs(ReadRuling.UNKNOWN);
        assertThat(application.wanted).isEmpty();
        down = false;
        application.nanos += Duration.ofSeconds(1).toNanos();
        assertThat(application.judged(own, PET + "?").allowed()).isTrue();
    }

    @Test
    void refusal_isBelievedToo() {
        assertThat(application.judged(own, "select tick() from pet").reason())
                .isEqualTo("the function tick is volatile");
        assertThat(application.of("select tick() from pet").standing()).isEqualTo(ReadRuling.Standing.REFUSED);
        assertThat(application.wanted).isEmpty();
    }

    @Test
    void otherLiterals_areNotAskedFor() {
        assertThat(application.judged(own, PET + "1").allowed()).isTrue();
        assertThat(application.of(PET + "2").allowed()).isTrue();
        assertThat(application.of("select tick() from pet where id = 3")).isSameAs(ReadRuling.UNKNOWN);
    }

    @Test
    void manyTextsOfOneShape_areAskedForOnce() {
        for (int i = 0; i < 50; i++) {
            assertThat(application.of(PET + i)).isSameAs(ReadRuling.UNKNOWN);
        }
        assertThat(application.wanted).hasSize(1);
        answer();
        assertThat(application.of(PET + 51).allowed()).isTrue();
    }

    @Test
    void commentOfOneText_isNotThatOfAnother() {
        assertThat(application.judged(own, PET + "1").allowed()).isTrue();
        assertThat(application.of("/* covet:primary */ " + PET + "1").allowed()).isFalse();
        assertThat(application.of("/* covet:off route */ " + PET + "1").allowed())
                .isFalse();
    }

    @Test
    void ruling_isRenewedInTime_andBelievedForAMinute() {
        assertThat(application.judged(own, PET + "?").allowed()).isTrue();
        application.nanos += Duration.ofSeconds(31).toNanos();
        assertThat(application.of(PET + "?").allowed()).isTrue();
        assertThat(application.wanted).hasSize(1);
        application.nanos += Duration.ofSeconds(28).toNanos();
        assertThat(application.of(PET + "?").allowed()).isTrue();
        application.nanos += Duration.ofSeconds(1).toNanos();
        assertThat(application.of(PET + "?")).isSameAs(ReadRuling.UNKNOWN);
        assertThat(application.wanted).hasSize(1);
        answer();
        assertThat(application.of(PET + "?").allowed()).isTrue();
    }

    @Test
    void changeOfTheSchemaByThisJvm_endsAllRulings() {
        assertThat(application.judged(own, PET + "?").allowed()).isTrue();
        StatementCall change = application.call("create table toy (id int)", ExecutionKind.UPDATE);
        application.session.executing(change.text(), false, true);
        application.session.executed(change.text(), false, true, true);
        assertThat(application.of(PET + "?")).isSameAs(ReadRuling.UNKNOWN);
    }

    @Test
    void unansweredQuestion_isAskedAgainAfterAWhile() {
        application.of(PET + "?");
        application.reads.leave(application.wanted.remove());
        application.of(PET + "?");
        assertThat(application.wanted).isEmpty();
        application.nanos += Duration.ofSeconds(1).toNanos();
        application.of(PET + "?");
        assertThat(application.wanted).hasSize(1);
    }

    @Test
    void whatAReplicaHasRefused_isNeverAReadAgain() {
        assertThat(application.judged(own, PET + "1").allowed()).isTrue();
        application.reads.learnedWriting(application.session.text(PET + "1"));
        assertThat(application.of(PET + "1")).isSameAs(ReadRuling.WRITES);
        assertThat(application.of(PET + "4")).isSameAs(ReadRuling.WRITES);
        application.nanos += Duration.ofMinutes(5).toNanos();
        assertThat(application.of(PET + "1")).isSameAs(ReadRuling.WRITES);
        assertThat(application.wanted).isEmpty();
    }

    @Test
    void hintForAReplica_isFollowedWithoutAskingTheCatalog() {
        ReadRuling ruling = application.of("/* covet:replica */ select tick() from pet");
        assertThat(ruling.allowed()).isTrue();
        assertThat(ruling.hint()).isEqualTo(Hint.REPLICA);
        assertThat(application.wanted).isEmpty();
        assertThat(application.messages).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/* covet:replica */ select id from pet where id = 7 /* covet:primary */|contradict",
                "/* covet:replica */ /* covet:off route */ select id from pet where id = 7|contradict",
                "/* covet:replica eu */ select id from pet where id = 7|more than Covet knows",
                "/* covet:replica */ select id from pet where id = 7 for update|locks rows",
                "/* covet:replica */ delete from pet where id = 7|not a single query"
            })
    void commentThatCannotBeFollowed_isSaidOnce(String sql, String why) {
        assertThat(application.of(sql).allowed()).isFalse();
        assertThat(application.of(sql).allowed()).isFalse();
        assertThat(application.messages).hasSize(1);
        assertThat(application.messages.get(0))
                .startsWith("COVET-4301 ")
                .contains(why, "covet:primary")
                .doesNotContain("= 7");
    }

    @Test
    void whatIsNoSingleExecutionOfAQuery_isRefused() {
        assertThat(application.reads.of(application.call(PET + "?", ExecutionKind.BATCH)))
                .isSameAs(ReadRuling.NO_EXECUTION);
        assertThat(application.reads.of(application.call(PET + "?", ExecutionKind.UPDATE)))
                .isSameAs(ReadRuling.NO_EXECUTION);
        StatementCall keys = application.call(PET + "?", ExecutionKind.EXECUTE);
        keys.wantKeys();
        assertThat(application.reads.of(keys)).isSameAs(ReadRuling.NO_EXECUTION);
    }

    @Test
    void otherDatabases_areNotRouted() {
        try (Application embedded = new Application(Dialect.H2, "x")) {
            assertThat(embedded.of(PET + "?").reason()).contains("this database are not routed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "25006,0,cannot execute UPDATE in a read-only transaction,true",
        "HY000,1290,The MariaDB server is running with the --read-only option so it cannot execute this,true",
        "HY000,1290,The MySQL server is running with the --secure-file-priv option so it cannot execute this,false",
        "25006,1792,Cannot execute statement in a READ ONLY transaction,true",
        "HY000,1836,Running in read-only mode,true",
        "40001,0,conflict with recovery,false"
    })
    void refusalOfAWrite_isTold(String state, int code, String message, boolean refused) {
        SQLException error = new SQLException(message, state, code);
        assertThat(Reads.isRefusedWrite(error)).isEqualTo(refused);
        assertThat(Reads.isRefusedWrite(new RuntimeException(error))).isEqualTo(refused);
    }
}
