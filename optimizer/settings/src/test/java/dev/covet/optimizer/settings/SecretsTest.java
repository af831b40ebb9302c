package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.settings.SettingsListener.Update;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plants a secret wherever one can stand and looks for it in everything that is ever shown. */
class SecretsTest {
    private static final String PLANTED = "hunter2";

    @TempDir
    Path folder;

    private final List<Update> updates = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exporter: {token: hunter2}",
                "exporter: {token: [hunter2, hunter2]}",
                "exporter: {tokn: hunter2}",
                "exporter: {token: {x: hunter2}}",
                "exporter: {token: '${HUNTER:-hunter2}'}",
                "exporter: {token: '${hunter2.}'}",
                "exporter: {token: '${hunter2'}",
                "exporter: {token: hunter2\nx: {",
                "exporter: {token: *hunter2}",
                "exporter: {token: !hunter2!x y}",
                "exporter: {token: !hunter2 y}",
                "exporter: {token: @hunter2}",
                "exporter: {token: \"\\hunter2\"}",
                "%hunter2 x\n---\na: b",
                "%YAML hunter2\n---\na: b",
                "exporter: {token: [[hunter2]]}",
                "exporter: {token: hunter2, token: hunter2}",
                "datasource: {a: {password: hunter2, url: 'jdbc:x://u:hunter2@h/d?user=u&sslPassword=hunter2&a=b'}}",
                "datasource: {a: {url: 'jdbc:sqlserver://h;Password=hunter2;x=y'}}",
                "trace: {mode: 'password=hunter2'}",
                "trace: {slow: 'http://me:hunter2@host/'}"
            })
    void secretInYaml_isNeverShown(String yaml) {
        Bench bench = new Bench(folder).yaml(yaml);
        assertNowhere(bench);
    }

    @Test
    void secretInOtherSources_isNeverShown() {
        Bench bench = new Bench(folder)
                .property("covet.exporter.token", PLANTED)
                .property("covet.exporter.tokken", PLANTED)
                .variable("COVET_DATASOURCE_A_PASSWORD", PLANTED)
                .variable("COVET_DATASOURCE_A_PASSWRD", PLANTED)
                .argument("datasource.b.password=\"hunter2,trace.mode=on")
                .yaml("");
        assertNowhere(bench);
        assertNowhere(bench.argument("datasource.b.password='hunter2'x"));
        assertNowhere(bench.argument("datasource.b.password=${hunter2"));
    }

    private void assertNowhere(Bench bench) {
        SettingsWatch watch = bench.open();
        watch.listen(updates::add);
        Control control = new Control(watch);
        StringBuilder shown = new StringBuilder();
        shown.append(control.set("exporter.token", PLANTED)).append(control.get("covet.exporter.token"));
        shown.append(control.set("exporter.tokn", PLANTED)).append(control.reset("exporter.token"));
        bench.yaml("exporter: {token: another-hunter2}\ndatasource: {a: {password: hunter2-too}}");
        watch.poll();
        for (Settings settings : List.of(bench.load(), watch.settings())) {
            shown.append(SettingsReport.text(Keys.CATALOGUE, settings));
            shown.append(SettingsReport.json(Keys.CATALOGUE, settings));
            shown.append(settings.get(Keys.TOKEN)).append(settings.problems());
            shown.append(settings.entries());
            for (BannerForm form : BannerForm.values()) {
                shown.append(new Banner("1").settings(settings).text(form));
            }
        }
        shown.append(updates).append(watch.problems()).append(control.getReport());
        shown.append(List.of(control.getProblems()));
        assertThat(shown).contains("covet.exporter.token").doesNotContain(PLANTED);
    }

    @Test
    void secretInFactsOfTheBanner_isNotShown() {
        Banner banner = new Banner("1")
                .pool("jdbc:postgresql://me:hunter2@h/d")
                .driver("x password=hunter2")
                .exporter("https://me:hunter2@collector/?token=hunter2")
                .mode("trace", "on");
        assertThat(banner.text(BannerForm.FULL) + banner.text(BannerForm.JSON))
                .contains("https://me:***@collector/?token=***")
                .doesNotContain(PLANTED);
    }

    @Test
    void secret_comesOutByRevealOnly() {
        Secret secret = Secret.of(PLANTED);
        assertThat(secret).hasToString("***").isEqualTo(Secret.of(PLANTED)).hasSameHashCodeAs(Secret.of(PLANTED));
        assertThat(secret.reveal()).isEqualTo(PLANTED);
        assertThat(Secret.of("")).isSameAs(Secret.NONE).hasToString("");
        assertThat(Secret.NONE.isEmpty()).isTrue();
        assertThat(secret.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "//h:5432/d | //h:5432/d",
                "a://u:p@h/b,c://v:q@i | a://u:***@h/b,c://v:***@i",
                "a://u:p@ss@h/b | a://u:***@h/b",
                "a://u@h/b | a://u@h/b",
                "x?user=u&password=p w=1 | x?user=u&password=*** w=1",
                "trustStorePassword=a;PWD=b;passwords | trustStorePassword=***;PWD=***;passwords",
                "password= | password=***",
                "tokenpassword=x | tokenpassword=***",
                "İpassword=x | ***"
            })
    void withoutPasswords_masksThemOnly(String text, String shown) {
        assertThat(Shown.withoutPasswords(text)).isEqualTo(shown);
    }
}
