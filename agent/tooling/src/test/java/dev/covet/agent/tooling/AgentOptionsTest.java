package dev.covet.agent.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.protect.LogLevel;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {
    @Test
    void parse_nothing_saysNothing() {
        for (String text : new String[] {null, ""}) {
            AgentOptions options = AgentOptions.parse(text);
            assertThat(options.enabled()).isNull();
            assertThat(options.log()).isNull();
            assertThat(options.problems()).isEmpty();
        }
    }

    @Test
    void parse_both_areRead() {
        AgentOptions options = AgentOptions.parse("enabled=false,log=debug");
        assertThat(options.enabled()).isFalse();
        assertThat(options.log()).isEqualTo(LogLevel.DEBUG);
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void parse_badValueOrKey_isReportedAndTheRestIsRead() {
        AgentOptions options = AgentOptions.parse("enabled=maybe,log=info,speed=9,log");
        assertThat(options.enabled()).isNull();
        assertThat(options.log()).isEqualTo(LogLevel.INFO);
        assertThat(options.problems()).hasSize(3).allMatch(problem -> problem.startsWith("COVET-2007"));
        assertThat(options.problems().get(0)).contains("'enabled=maybe'");
    }
}
