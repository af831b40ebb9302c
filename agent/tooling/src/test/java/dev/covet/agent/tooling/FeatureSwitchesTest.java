package dev.covet.agent.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.agent.tooling.jdbc.JdbcFactories;
import dev.covet.agent.tooling.jdbc.RecordingWrapper;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.runtime.AgentKeys;
import dev.covet.agent.tooling.runtime.ApplicationTelemetry;
import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.entry.http.JdkServerInstrumentation;
import dev.covet.instrumentation.entry.servlet.ServletInstrumentations;
import dev.covet.instrumentation.entry.tasks.TaskInstrumentations;
import dev.covet.instrumentation.pools.PoolInstrumentations;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.features.trace.TraceKeys;
import dev.covet.optimizer.features.trace.TraceSettings;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a message tells the user to set, to keep a feature off, can be set and switches it off. */
class FeatureSwitchesTest {
    /** Those whose errors are counted, and that are no instrumentation. */
    private static final List<String> PARTS =
            List.of("trace", "export", "jdbc", "entry", "start", "tasks", "transformer");

    private static Set<String> features() {
        SelfProtection protection = new SelfProtection(System::nanoTime, (text, error) -> {});
        AgentLog log = new AgentLog(LogLevel.OFF, System::nanoTime, line -> {});
        AdapterLoaders adapters = new AdapterLoaders(FeatureSwitchesTest.class.getClassLoader(), log);
        Entries entries = new Entries(System::nanoTime, protection);
        List<TypeInstrumentation> all = new ArrayList<>(JdbcFactories.instrumentations(new RecordingWrapper()));
        all.add(new ApplicationTelemetry());
        all.addAll(PoolInstrumentations.all(new Pools(), adapters, System::nanoTime));
        all.addAll(ServletInstrumentations.all(entries, adapters));
        all.addAll(JdkServerInstrumentation.all(entries));
        all.addAll(TaskInstrumentations.all(entries));
        Set<String> features = new TreeSet<>(PARTS);
        all.forEach(each -> features.add(each.name()));
        return features;
    }

    @Test
    void switchOff_ofEachFeature_isInTheCatalogueAndWorks() {
        assertThat(features()).hasSizeGreaterThan(PARTS.size() + 4).allSatisfy(feature -> {
            String[] setting = SelfProtection.switchOff(feature).split("=", 2);
            Settings settings = Settings.load(
                    AgentKeys.catalogue(), new SettingInputs(Map.of(setting[0], setting[1]), Map.of(), null));
            assertThat(settings.problems()).isEmpty();
            assertThat(!settings.enabled() || settings.get(TraceKeys.MODE) == TraceSettings.Mode.OFF)
                    .isTrue();
        });
    }
}
