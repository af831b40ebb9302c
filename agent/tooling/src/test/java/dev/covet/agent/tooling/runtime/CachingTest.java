package dev.covet.agent.tooling.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Setter;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.shared.SharedProblem;
import dev.covet.optimizer.features.cache.shared.SharedSettings;
import dev.covet.optimizer.settings.Secret;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.Settings;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CachingTest {
    private static final CacheSettings OBSERVE = CacheSettings.of(CacheSettings.Mode.OBSERVE);

    private final List<String> lines = new ArrayList<>();
    private final Caching caching = new Caching(new AgentLog(LogLevel.INFO, () -> 0, lines::add));
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {
                throw new AssertionError(error);
            }),
            new SelfProtection(() -> 0, (text, error) -> {
                throw new AssertionError(text, error);
            }),
            () -> 0);
    private final ConnectionSession session = new ConnectionSession(
            engine, new ConnectionFacts(Dialect.POSTGRESQL, "postgresql", "here", 1, 1, "shop", null, "me", "driver"));

    /** Twenty milliseconds of the database. */
    private String asked(Stage stage, String sql, long value) {
        StatementCall call = new StatementCall(session, session.text(sql), ExecutionKind.QUERY, true, 0);
        Parameters parameters = new Parameters();
        if (sql.contains("?")) {
            parameters.set(1, value, Setter.LONG, 0);
        }
        call.parameters(parameters);
        call.returned(TimeUnit.MILLISECONDS.toNanos(20));
        stage.enter(call);
        stage.exit(call);
        return call.cached();
    }

    private Stage observing() {
        return Objects.requireNonNull(caching.stage(true, OBSERVE));
    }

    @Test
    void stage_withTheSameSettings_isTheSame() {
        assertThat(observing()).isSameAs(observing());
        assertThat(caching.stage(true, CacheSettings.of(CacheSettings.Mode.OFF)))
                .isNull();
        assertThat(caching.stage(false, OBSERVE)).isNull();
    }

    @Test
    void stage_thatFollowsNoChanges_saysThatNothingIsShared() {
        CacheSettings shared = OBSERVE.sharing(
                new SharedSettings(Secret.of("redis://me:secret@localhost:1"), Secret.NONE, Duration.ofMillis(20)));

        assertThat(caching.stage(true, shared)).isNotNull();
        assertThat(lines).filteredOn(line -> line.contains("COVET-4258")).hasSize(1);
        assertThat(lines).noneMatch(line -> line.contains("secret"));
        assertThat(caching.stage(true, OBSERVE)).isNotNull();
        assertThat(lines).filteredOn(line -> line.contains("COVET-4258")).hasSize(1);
    }

    @Test
    void stage_withAKeyThatIsNone_saysSo() {
        CacheSettings wrong = OBSERVE.sharing(
                new SharedSettings(Secret.NONE, Secret.of("a secret that is short"), Duration.ofMillis(20)));

        assertThat(caching.stage(true, wrong)).isNotNull();

        assertThat(lines).filteredOn(line -> line.contains("COVET-4257")).hasSize(1);
        assertThat(lines).noneMatch(line -> line.contains("short"));
    }

    @Test
    void stage_thatFollowsNoChanges_saysThatNothingIsWarmedUp() {
        assertThat(caching.stage(true, OBSERVE.warmingUp("/tmp/hot"))).isNotNull();
        assertThat(lines).filteredOn(line -> line.contains("COVET-4264")).hasSize(1);
    }

    @Test
    void warmingUp_isSaid() {
        caching.warmed(7, 9);
        caching.trouble("COVET-4260", "It is broken.", "Nothing need be done.");
        caching.failed(new IllegalStateException("ours"));

        assertThat(lines).anyMatch(line -> line.contains("COVET-4263 7 of 9 "));
        assertThat(lines).anyMatch(line -> line.contains("COVET-4260 It is broken. Nothing need be done."));
        assertThat(lines).anyMatch(line -> line.contains("COVET-4262") && line.contains("ours"));
    }

    @Test
    void shared_lostAndBack_isSaid() {
        caching.sharedLost(new SharedProblem("COVET-4250", "It is away.", "See that it runs."));
        caching.sharedBack();

        assertThat(lines).anyMatch(line -> line.contains("COVET-4250 It is away."));
        assertThat(lines).anyMatch(line -> line.contains("COVET-4251"));
    }

    @Test
    void whoIsTold_isSaid_andWhyNotOnce() {
        caching.apart("Connection refused");
        caching.following();
        caching.apart("Connection refused");
        assertThat(lines).filteredOn(line -> line.contains("COVET-4272")).hasSize(1);
        assertThat(lines).anyMatch(line -> line.contains("Connection refused"));

        caching.leading();
        caching.handed();
        caching.apart("it is gone");
        assertThat(lines).anyMatch(line -> line.contains("COVET-4270"));
        assertThat(lines).anyMatch(line -> line.contains("COVET-4271"));
        assertThat(lines).filteredOn(line -> line.contains("COVET-4272")).hasSize(2);
    }

    @Test
    void observe_queryThatIsRepeated_isSaidOnce() {
        Stage stage = observing();
        assertThat(asked(stage, "select name from pet where id = ?", 7)).isEqualTo("would miss");
        for (int i = 0; i < 300; i++) {
            assertThat(asked(stage, "select name from pet where id = ?", 7)).isEqualTo("would hit");
        }

        assertThat(lines)
                .filteredOn(line -> line.contains("COVET-4230"))
                .singleElement()
                .asString()
                .contains("could have answered 99 of 100 executions of [select name from pet where id = ?]", "2.0 s");
    }

    @Test
    void observe_manyQueriesThatAreRepeated_isNotSaidOfAll() {
        Stage stage = observing();
        for (int query = 0; query < 20; query++) {
            for (int i = 0; i < 200; i++) {
                asked(stage, "select name from pet" + query + " where id = ?", 7);
            }
        }

        assertThat(lines).hasSize(10).allSatisfy(line -> assertThat(line).contains("COVET-4230"));
        assertThat(lines)
                .filteredOn(line -> line.contains("covet.cache.would_save"))
                .containsExactly(lines.get(9));
    }

    @Test
    void nothingIsSet_isObserved_andKeepsNoPassword() {
        assertThat(CacheSettings.DEFAULT).isEqualTo(OBSERVE);
        assertThat(Caching.isAskedFor(settings(Map.of()))).isFalse();
        assertThat(Caching.isAskedFor(settings(Map.of("covet.cache.mode", "observe"))))
                .isTrue();
    }

    private static Settings settings(Map<String, String> properties) {
        return Settings.load(AgentKeys.catalogue(), new SettingInputs(properties, Map.of(), null));
    }

    @Test
    void observe_otherValues_areOtherAnswers() {
        Stage stage = observing();
        asked(stage, "select name from pet where id = ?", 7);

        assertThat(asked(stage, "select name from pet where id = ?", 8)).isEqualTo("would miss");
    }

    @Test
    void observe_changeOfTheTable_endsWhatWasSeen() {
        Stage stage = observing();
        asked(stage, "select name from pet where id = ?", 7);
        asked(stage, "update owner set name = ?", 1);
        assertThat(asked(stage, "select name from pet where id = ?", 7)).isEqualTo("would hit");

        asked(stage, "update pet set name = ?", 1);

        assertThat(asked(stage, "select name from pet where id = ?", 7)).isEqualTo("would miss");
        asked(stage, "call p()", 1);
        assertThat(asked(stage, "select name from pet where id = ?", 7)).isEqualTo("would miss");
    }

    @Test
    void observe_whatTheCacheWouldNotAnswer_saysWhy() {
        Stage stage = observing();

        assertThat(asked(stage, "select name from pet where id = ? for update", 7))
                .isEqualTo("text");
        session.transaction().autoCommit(false);
        assertThat(asked(stage, "select name from pet where id = ?", 7)).isEqualTo("transaction");
    }

    @Test
    void answerThatWasProvenWrong_isSaidWithoutValues() {
        caching.violated(session.text("select name from pet p join shop.owner o using (id) where id = 4711"));

        assertThat(lines)
                .singleElement()
                .asString()
                .contains(
                        "COVET-4240",
                        "where id = ?",
                        "reads pet, shop.owner,",
                        "until a setting of the cache is changed")
                .doesNotContain("4711");
    }

    @Test
    void rulesThatAreWrong_areSaid() {
        caching.stage(
                true,
                OBSERVE.with(List.of(
                        "table:pet tll=10s", "pet off", "query:xyz off", "table:owner off", "table:owner ttl=1s")));

        assertThat(lines)
                .filteredOn(line -> line.contains("COVET-4241"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("[table:pet tll=10s]", "ttl=10s", "is not answered", "the other rules work"),
                        line -> assertThat(line).contains("[pet off]", "begins with none of", "does nothing"),
                        line -> assertThat(line).contains("[query:xyz off]", "8 to 32"));
        assertThat(lines)
                .filteredOn(line -> line.contains("COVET-4242"))
                .singleElement()
                .asString()
                .contains("[table:owner ttl=1s]", "Off holds");
    }

    @Test
    void commentThatIsWrong_isSaidOnceForEachQuery() {
        for (int i = 0; i < 3; i++) {
            caching.misread(session.text("select name from pet where id = 4711"), "tll=1s");
            caching.misread(session.text("select name from pet where id = 4712"), "tll=1s");
        }

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("COVET-4243", "[covet:cache tll=1s]", "where id = ?", "covet:cache ttl=10s");
    }

    @Test
    void observe_queryThatARuleExcepts_isNotReckoned() {
        Stage stage = Objects.requireNonNull(caching.stage(true, OBSERVE.with(List.of("table:pet off"))));

        assertThat(asked(stage, "select name from pet where id = ?", 7)).isEqualTo("excepted");
        assertThat(asked(stage, "select name from owner where id = ?", 7)).isEqualTo("would miss");
    }
}
