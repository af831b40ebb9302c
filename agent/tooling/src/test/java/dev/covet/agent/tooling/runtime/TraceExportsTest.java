package dev.covet.agent.tooling.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TraceExportsTest {
    private final List<String> lines = new ArrayList<>();

    private ExportSettings with(String redaction) {
        Settings settings = Settings.load(
                AgentKeys.catalogue(),
                new SettingInputs(
                        Map.of("covet.trace.parameters", "true", "covet.trace.redaction", redaction), Map.of(), null));
        assertThat(settings.problems()).isEmpty();
        return TraceExports.of(settings, new AgentLog(LogLevel.WARN, () -> 0, lines::add));
    }

    @Test
    void redaction_thatCanBeRead_isAddedToOurs() {
        ExportSettings made = with("SE[0-9]+");
        assertThat(made.parameters()).isTrue();
        assertThat(made.redaction())
                .extracting(Pattern::pattern)
                .hasSize(ExportSettings.SECRETS.size() + 1)
                .last()
                .isEqualTo("SE[0-9]+");
        assertThat(lines).isEmpty();
    }

    /** Values that nobody can hide are not shown. */
    @Test
    void redaction_thatCannotBeRead_switchesParametersOffAndIsReported() {
        ExportSettings made = with("[0-9");
        assertThat(made.parameters()).isFalse();
        assertThat(made.redaction()).isEqualTo(ExportSettings.SECRETS);
        assertThat(lines).singleElement().asString().contains("COVET-3020", "covet.trace.redaction", "at character 3");
    }
}
