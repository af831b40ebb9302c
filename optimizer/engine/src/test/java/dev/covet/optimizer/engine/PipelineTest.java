package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private final List<String> seen = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final SelfProtection protection =
            new SelfProtection(System::nanoTime, (sentence, error) -> reports.add(sentence));

    @Test
    void enter_severalStages_asksThemInOrderAndExitsInReverse() {
        Engine engine = engine(Map.of(
                StageOrder.BREAKER, stage("breaker", Verdict.PROCEED),
                StageOrder.TRACE, stage("trace", Verdict.PROCEED),
                StageOrder.CACHE, stage("cache", Verdict.PROCEED)));
        StatementCall call = Engines.call(engine);

        assertThat(engine.pipeline().enter(call)).isEqualTo(Verdict.PROCEED);
        engine.pipeline().exit(call);
        engine.pipeline().end(call);

        assertThat(seen)
                .containsExactly(
                        "enter trace",
                        "enter cache",
                        "enter breaker", //
                        "exit breaker",
                        "exit cache",
                        "exit trace", //
                        "end breaker",
                        "end cache",
                        "end trace");
    }

    @Test
    void enter_oneDecides_laterStagesAreNeitherAskedNorTold() {
        Verdict.Reject reject = new Verdict.Reject(new SQLException("no"));
        Engine engine = engine(Map.of(
                StageOrder.TRACE, stage("trace", Verdict.PROCEED),
                StageOrder.CACHE, stage("cache", reject),
                StageOrder.BREAKER, stage("breaker", Verdict.PROCEED)));
        StatementCall call = Engines.call(engine);

        assertThat(engine.pipeline().enter(call)).isSameAs(reject);
        engine.pipeline().exit(call);

        assertThat(seen).containsExactly("enter trace", "enter cache", "exit cache", "exit trace");
    }

    @Test
    void end_severalTimes_isToldOnce() {
        Engine engine = engine(Map.of(StageOrder.TRACE, stage("trace", Verdict.PROCEED)));
        StatementCall call = Engines.call(engine);
        engine.pipeline().enter(call);

        engine.pipeline().end(call);
        engine.pipeline().end(call);

        assertThat(seen).containsExactly("enter trace", "end trace");
    }

    @Test
    void enter_stageThrows_statementGoesOnAndErrorIsCounted() {
        Engine engine =
                engine(Map.of(StageOrder.TRACE, failing("trace"), StageOrder.CACHE, stage("cache", Verdict.PROCEED)));
        StatementCall call = Engines.call(engine);

        assertThat(engine.pipeline().enter(call)).isEqualTo(Verdict.PROCEED);

        assertThat(seen).containsExactly("enter cache");
        assertThat(protection.errors()).isEqualTo(new TreeMap<>(Map.of("cache", 0L, "trace", 1L)));
        assertThat(reports).singleElement().asString().startsWith("COVET-2102 The feature \"trace\"");
    }

    @Test
    void enter_stageKeepsThrowing_isLeftOutAndSaysSoOnce() {
        Engine engine = engine(Map.of(StageOrder.TRACE, failing("trace")));

        for (int i = 0; i < 100; i++) {
            engine.pipeline().enter(Engines.call(engine));
        }

        assertThat(protection.errors()).containsEntry("trace", SelfProtection.TOLERATED + 1L);
        assertThat(reports).hasSize(2);
        assertThat(reports.get(1)).startsWith("COVET-2101 The feature \"trace\" failed more than 10 times");
    }

    @Test
    void of_noStages_isTheEmptyOne() {
        assertThat(Pipeline.of(Map.of(), protection)).isSameAs(Pipeline.EMPTY);
        assertThat(Pipeline.EMPTY.isEmpty()).isTrue();
    }

    private Engine engine(Map<StageOrder, Stage> stages) {
        return Engines.engine(stages, protection);
    }

    private static Stage failing(String name) {
        return new Stage() {
            @Override
            public String feature() {
                return name;
            }

            @Override
            public Verdict enter(StatementCall call) {
                throw new IllegalStateException("planted");
            }
        };
    }

    private Stage stage(String name, Verdict verdict) {
        return new Stage() {
            @Override
            public String feature() {
                return name;
            }

            @Override
            public Verdict enter(StatementCall call) {
                seen.add("enter " + name);
                return verdict;
            }

            @Override
            public void exit(StatementCall call) {
                seen.add("exit " + name);
            }

            @Override
            public void end(StatementCall call) {
                seen.add("end " + name);
            }
        };
    }
}
