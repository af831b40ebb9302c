package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final SettingCatalogue FEW = SettingCatalogue.of(List.of(Keys.MODE, Keys.TOKEN, Keys.URL));

    @TempDir
    Path folder;

    private Settings settings() {
        Bench bench = new Bench(folder)
                .argument("trace.mode=on,exporter.token=x,datasource.a.url=u")
                .property("covet.log.levl", "debug");
        return Settings.load(FEW, bench.inputs());
    }

    @Test
    void text_isATableAndTheProblems() {
        assertThat(SettingsReport.text(FEW, settings())).isEqualTo("""
                setting                 value  source                           default  allowed                            changes
                covet.enabled           true   default                          true     true or false                      at once
                covet.profile           none   default                          none     none | dev | test | prod           at start
                covet.config                   default                                   text                               at start
                covet.banner            full   default                          full     off | short | full | json          at start
                covet.log.level         info   default                          info     off | error | warn | info | debug  at once
                covet.trace.mode        on     agent argument trace.mode        off      off | observe | on                 at once
                covet.exporter.token    ***    agent argument exporter.token             text, never shown                  at once
                covet.datasource.a.url  u      agent argument datasource.a.url           text                               at once

                COVET-1001 covet.log.levl is not a setting (system property covet.log.levl). It has no effect. It was ignored. Did you mean covet.log.level? docs/settings.md has all of them.
                """);
    }

    @Test
    void text_withoutProblems_endsWithTheTable() {
        Settings settings = Settings.load(FEW, new Bench(folder).inputs());
        assertThat(SettingsReport.text(FEW, settings))
                .containsPattern("\ncovet\\.datasource\\.\\*\\.url +not given +text +at once\n$");
    }

    @Test
    void json_hasTheSame() {
        assertThat(SettingsReport.json(
                        SettingCatalogue.of(List.of()),
                        Settings.load(
                                FEW,
                                new Bench(folder)
                                        .property("covet.config", "a\"b\\\u0001😀")
                                        .inputs())))
                .startsWith("{\"settings\":[{\"key\":\"covet.enabled\",\"value\":\"true\",\"source\":\"default\","
                        + "\"default\":\"true\",\"allowed\":\"true or false\",\"reloadable\":true},{\"key\":"
                        + "\"covet.profile\",")
                .contains("\"value\":\"a\\\"b\\\\?\\ud83d\\ude00\"")
                .contains("],\"problems\":[{\"code\":\"COVET-1007\",\"message\":\"The file ")
                .endsWith("\"}]}");
    }

    @Test
    void markdown_hasProfilesAndEscapesBars() {
        assertThat(SettingsReport.markdown(FEW))
                .startsWith("| setting | what it is | default | allowed | changes |\n|---|---|---|---|---|\n")
                .contains("| `covet.trace.mode` | What tracing does. | `off, prod: observe` | off \\| observe \\| on"
                        + " | at once |\n")
                .contains("| `covet.exporter.token` | Sent with each export. |  | text, never shown | at once |\n");
    }

    @Test
    void page_withoutMarks_isRefused() {
        assertThatThrownBy(() -> SettingsReport.page("x", FEW))
                .hasMessage("The page has no lines <!-- generated: begin --> and <!-- generated: end -->");
    }
}
