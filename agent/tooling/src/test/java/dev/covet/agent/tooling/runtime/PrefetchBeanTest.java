package dev.covet.agent.tooling.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageGuard;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.SettingsWatch;
import dev.covet.optimizer.sql.SqlTextCache;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrefetchBeanTest {
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {
                throw new AssertionError(error);
            }),
            new SelfProtection(() -> 0, (text, error) -> {}),
            () -> 0);

    private static SettingsWatch watch(Map<String, String> properties) {
        return SettingsWatch.open(AgentKeys.catalogue(), new SettingInputs(properties, Map.of(), null), null);
    }

    private static Prefetch bean(@Nullable Engine made) {
        return new Prefetch(watch(Map.of()), () -> made);
    }

    @Test
    void pairs_beforeThereIsAnEngine_saySo() {
        assertThat(bean(null).pairs()).isEqualTo("No connection was opened yet.\n");
    }

    @Test
    void pairs_ofAnEngineWithout_saySo() {
        assertThat(bean(engine).pairs(5)).startsWith("No query was seen to run once for each row");
        assertThat(KnownPairs.report(watch(Map.of()).settings(), engine).byState())
                .isEmpty();
    }

    @Test
    void idle_isWhatTheSettingsAndErrorsSay() {
        assertThat(KnownPairs.idle(watch(Map.of()).settings(), engine)).isNull();
        assertThat(KnownPairs.idle(watch(Map.of("covet.enabled", "false")).settings(), engine))
                .isEqualTo(Reason.OFF);
        assertThat(KnownPairs.idle(watch(Map.of("covet.prefetch.mode", "off")).settings(), engine))
                .isEqualTo(Reason.OFF);
        assertThat(KnownPairs.idle(
                        watch(Map.of("covet.prefetch.mode", "observe")).settings(), engine))
                .isEqualTo(Reason.OBSERVE);
        StageGuard guard = engine.protection().guard("prefetch");
        for (int i = 0; i < 20; i++) {
            guard.failed(new IllegalStateException("of a test"));
        }
        assertThat(KnownPairs.idle(watch(Map.of()).settings(), engine)).isEqualTo(Reason.FAULTS);
    }

    @Test
    void register_showsTwoOperations_andASecondOneIsAProblem() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("covet:type=Prefetch");
        assertThat(bean(engine).register()).isNull();
        try {
            assertThat(server.getMBeanInfo(name).getOperations()).hasSize(2);
            assertThat(server.invoke(name, "pairs", new Object[] {3}, new String[] {"int"}))
                    .asString()
                    .startsWith("No query was seen");
            assertThat(bean(engine).register())
                    .hasToString("COVET-1015 covet:type=Prefetch could not be registered:"
                            + " javax.management.InstanceAlreadyExistsException: covet:type=Prefetch. Nobody can ask over JMX"
                            + " why queries are not prefetched. Covet works without. Is there a second agent?");
        } finally {
            server.unregisterMBean(name);
        }
    }
}
