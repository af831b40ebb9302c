package dev.covet.agent.tooling.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingLogTest {
    private final List<String> infos = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final FindingLog log = new FindingLog(infos::add, warnings::add);

    private static FindingSignal finding(Kind kind, String inner, String blocked) {
        SqlText outer = kind == Kind.N_PLUS_ONE ? SqlText.of("select id from owner", Dialect.POSTGRESQL) : null;
        return new FindingSignal(
                kind,
                ConnectionFacts.UNKNOWN,
                new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /owners", 0),
                0,
                outer,
                SqlText.of(inner, Dialect.POSTGRESQL),
                kind == Kind.N_PLUS_ONE ? "parameter 1 = owner.id" : "",
                50,
                kind == Kind.N_PLUS_ONE && blocked.isEmpty() ? 48 : 0,
                12_345_678,
                "shop.Owners.pets(Owners.java:7)",
                "Join.",
                blocked);
    }

    @Test
    void nPlusOne_saysProofCostAndWhatWasDone() {
        log.accept(finding(Kind.N_PLUS_ONE, "select name from pet where owner_id = ?", ""));

        assertThat(infos)
                .containsExactly(
                        "COVET-4101 A query ran 50 times in GET /owners at shop.Owners.pets(Owners.java:7), once"
                                + " for each row of another one: [select name from pet where owner_id = ?] for [select id from"
                                + " owner], parameter 1 = owner.id. The repeats took 12.3 ms. Covet answered 48 of them from"
                                + " batches. Join.");
    }

    @Test
    void nPlusOne_thatIsBlocked_saysWhy() {
        log.accept(finding(Kind.N_PLUS_ONE, "select f(?)", "the function f is volatile"));

        assertThat(infos).singleElement().asString().contains("sends no batches, because the function f is volatile.");
    }

    @Test
    void repeats_thatNobodyCouldFollow_sayWhy() {
        log.accept(finding(Kind.OTHER_VALUES, "select 1", "rows were too many"));

        assertThat(infos).singleElement().asString().endsWith("sends no batches, because rows were too many. Join.");
    }

    @ParameterizedTest
    @EnumSource(names = {"SAME_VALUES", "CHAIN", "PAGES", "RETRY", "OTHER_VALUES"})
    void repeats_sayTheirKind(Kind kind) {
        log.accept(finding(kind, "select 1", ""));

        assertThat(infos)
                .singleElement()
                .asString()
                .startsWith("COVET-4102 A query ran 50 times")
                .contains("(" + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ")");
    }

    @Test
    void mismatch_isAWarning() {
        log.accept(finding(Kind.MISMATCH, "select 1", ""));

        assertThat(warnings).singleElement().asString().startsWith("COVET-4103 ");
    }

    @Test
    void sameQueryAgain_isNotSaid() {
        log.accept(finding(Kind.PAGES, "select a from b limit 1", ""));
        log.accept(finding(Kind.PAGES, "select a from b limit 2", ""));
        log.accept(finding(Kind.CHAIN, "select a from b limit 2", ""));

        assertThat(infos).hasSize(2);
    }

    @Test
    void manyQueries_areSaidUpToALimit() {
        for (int i = 0; i < 1_000; i++) {
            log.accept(finding(Kind.PAGES, "select a from b" + i, ""));
        }

        assertThat(infos).hasSize(500);
    }
}
