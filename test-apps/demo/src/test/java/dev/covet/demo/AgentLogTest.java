package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLogTest {
    @Test
    void console_hasTheBeginningOfWhatTheAgentSays_theFileAllOfIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("covet.log");
        List<String> lines = List.of(
                "[covet] INFO COVET-1 Something " + "long ".repeat(30),
                "[covet]   - and more of it",
                "[covet] ",
                "a line of the petshop's own",
                "[covet] WARN short");
        List<String> said = new ArrayList<>();
        try (AgentLog log = new AgentLog(file, said::add)) {
            lines.forEach(log::said);
        }
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
        assertThat(said).hasSize(2);
        assertThat(said.get(0))
                .startsWith("  petshop: COVET-1 Something long")
                .endsWith("…")
                .hasSize(100);
        assertThat(said.get(1)).isEqualTo("  petshop: WARN short");
    }
}
