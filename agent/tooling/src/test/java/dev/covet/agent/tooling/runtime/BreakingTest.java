package dev.covet.agent.tooling.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.node.NodeGate;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeRole;
import dev.covet.optimizer.engine.node.WatchedNode;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.breaker.BreakerSettings;
import dev.covet.optimizer.features.breaker.BreakerSettings.Mode;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BreakingTest {
    private static final NodeName NAME = new NodeName(Dialect.POSTGRESQL, "db:5432", NodeRole.ANY);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final NodeGate gate = new NodeGate();
    private final Breaking breaking = new Breaking(new AgentLog(LogLevel.INFO, () -> 0, lines::add), gate);
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {
                throw new AssertionError(error);
            }),
            new SelfProtection(() -> 0, (text, error) -> lines.add(text)),
            () -> 0);

    private static BreakerSettings settings(Mode mode, Mode rates, String... rules) {
        BreakerSettings known = BreakerSettings.DEFAULT;
        return new BreakerSettings(
                mode, rates, known.failures(), known.firstPause(), known.longestPause(), Duration.ZERO, List.of(rules));
    }

    private WatchedNode node() {
        return Objects.requireNonNull(gate.node(NAME));
    }

    @Test
    void off_nobodyWatches_andThereIsNoStage() {
        assertThat(breaking.stage(engine, true, settings(Mode.OFF, Mode.OFF))).isNull();
        assertThat(gate.isOpen()).isTrue();
        assertThat(breaking.stage(engine, true, settings(Mode.ON, Mode.OFF))).isNotNull();
        WatchedNode watched = node();
        assertThat(breaking.stage(engine, false, settings(Mode.ON, Mode.OFF))).isNull();
        assertThat(gate.isOpen()).isTrue();
        Stage again = breaking.stage(engine, true, settings(Mode.ON, Mode.OBSERVE));
        assertThat(again).isNotNull();
        assertThat(node()).isSameAs(watched);
        assertThat(lines).isEmpty();
    }

    @Test
    void timeoutsAlone_areAStage_withoutWatching() {
        assertThat(breaking.stage(engine, true, settings(Mode.OFF, Mode.OFF, "table:a 1s")))
                .isNotNull();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void rulesThatCannotBeRead_areSaidOnce() {
        breaking.stage(engine, true, settings(Mode.ON, Mode.OFF, "table:a", "table:b 1s"));
        breaking.stage(engine, true, settings(Mode.ON, Mode.OFF, "table:a", "table:b 1s"));
        assertThat(lines).singleElement().asString().contains("COVET-4410").contains("[table:a]");
    }

    @Test
    void tooMuchThatFails_isSaid() {
        breaking.stage(engine, true, settings(Mode.ON, Mode.ON));
        for (int i = 0; i < 20; i++) {
            node().failed(new SQLException("broken index", "XX002"));
        }
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("WARN COVET-4404")
                .contains("db:5432")
                .contains("20 of 20 statements");
        assertThat(gate.watch().standings())
                .singleElement()
                .satisfies(standing -> assertThat(standing.state()).isIn("open", "probing", "slow_start", "closed"));
    }

    @Test
    void fullServer_isSaid() {
        breaking.stage(engine, true, settings(Mode.ON, Mode.OBSERVE));
        for (int i = 0; i < 3; i++) {
            node().connectFailed(null, new SQLException("too many clients", "53300"));
        }
        assertThat(lines).singleElement().asString().contains("WARN COVET-4406").contains("too many clients");
    }

    @Test
    void openingAndRecovery_areSaid() {
        breaking.opened(NAME, "refused", false);
        breaking.recovered(NAME, 1_500_000_000);
        breaking.wouldOpen(NAME, "refused");
        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).contains("WARN COVET-4402"),
                        line -> assertThat(line).contains("INFO COVET-4403").contains("1.5 s"),
                        line -> assertThat(line).contains("INFO COVET-4405"));
    }

    @Test
    void ownErrors_areCounted() {
        breaking.stage(engine, true, settings(Mode.ON, Mode.OFF));
        breaking.failed(new IllegalStateException("ours"));
        assertThat(engine.protection().guard("breaker").errors()).isOne();
    }
}
