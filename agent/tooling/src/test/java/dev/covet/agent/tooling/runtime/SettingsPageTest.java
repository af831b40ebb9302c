package dev.covet.agent.tooling.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.settings.SettingsReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    /** With -Dcovet.settings.write=true the page is written instead of compared. */
    @Test
    void page_inTheDocumentation_isUpToDate() throws IOException {
        Path file = Path.of(System.getProperty("covet.root"), "docs/settings.md");
        String page = Files.readString(file);
        String fresh = SettingsReport.page(page, AgentKeys.catalogue());
        if (Boolean.getBoolean("covet.settings.write")) {
            Files.writeString(file, fresh);
        } else {
            assertThat(page).isEqualTo(fresh);
        }
    }
}
