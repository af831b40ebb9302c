package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingsTest {
    @TempDir
    Path folder;

    @Test
    void systemProperty_isTheName() {
        Settings settings = new Bench(folder).property("covet.trace.mode", "on").load();
        assertThat(settings.get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(settings.source(Keys.MODE)).hasToString("system property covet.trace.mode");
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void environmentVariable_hasCapitalsAndUnderscores() {
        Settings settings = new Bench(folder)
                .variable("COVET_TRACE_MODE", "on")
                .variable("COVET_CACHE_MAX_SIZE", "2MB")
                .variable("COVET_TRACE_SLOW", "")
                .variable("COVETED", "no business of ours")
                .load();
        assertThat(settings.get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(settings.get(Keys.MAX_SIZE)).isEqualTo(2L << 20);
        assertThat(settings.source(Keys.MODE)).hasToString("environment variable COVET_TRACE_MODE");
        assertThat(settings.source(Keys.SLOW)).hasToString("default");
        assertThat(settings.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file_format: \"1.0\"\ntrace:\n  mode: on\ncache:\n  max_size: 2MB\n  tables: [a, \"b,c\"]\n",
                "covet:\n  trace: {mode: on}\n  cache: {max-size: 2MB, tables: [a, 'b,c']}\n",
                "trace.mode: 'on'\ncovet.cache.max-size: 2MB\ncache.tables:\n- a\n- b,c\n",
                "\uFEFFx: &m on\ntrace: {mode: *m}\ncache: {max_size: 2MB, tables: [a, 'b,c']}\nroute: ~\nservice:\n"
            })
    void yaml_isNestedOrDotted_withUnderscoresOrHyphens(String text) {
        Settings settings = new Bench(folder).yaml(text).load();
        assertThat(settings.get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(settings.get(Keys.MAX_SIZE)).isEqualTo(2L << 20);
        assertThat(settings.get(Keys.TABLES)).containsExactly("a", "b,c");
        assertThat(settings.source(Keys.MODE).place()).startsWith(bench().yamlPath() + ":");
    }

    private Bench bench() {
        return new Bench(folder);
    }

    @Test
    void agentArgument_hasPairs_withOrWithoutPrefix_andQuotes() {
        Settings settings = new Bench(folder)
                .argument("trace.mode=on, covet.cache.tables=\"a, b\" ,service.name='it''s \"1\"',,")
                .load();
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(settings.get(Keys.TABLES)).containsExactly("a", "b");
        assertThat(settings.get(Keys.SERVICE)).isEqualTo("it's \"1\"");
        assertThat(settings.source(Keys.MODE)).hasToString("agent argument trace.mode");
    }

    @Test
    void agentArgument_withoutEqualsSign_isAFile() {
        Bench bench = new Bench(folder).file("any.yml", "trace: {mode: on}");
        Settings settings = bench.argument(folder.resolve("any.yml").toString()).load();
        assertThat(settings.get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(settings.source(GeneralKeys.CONFIG)).hasToString("agent argument");
        assertThat(bench.argument(" ").load().get(Keys.MODE)).isEqualTo(Mode.OFF);
    }

    @Test
    void pattern_takesNamesOfUsers_fromAllSources() {
        Settings settings = new Bench(folder)
                .property("covet.datasource.Orders_DB.url", "one")
                .variable("COVET_DATASOURCE_ORDERS_DB_PASSWORD", "hush")
                .yaml("datasource: {billing: {url: two, weight: 7}, orders_db: {url: hidden}}")
                .load();
        assertThat(settings.names("covet.datasource")).containsExactly("billing", "orders-db");
        assertThat(settings.get(Keys.URL, "orders-db")).isEqualTo("one");
        assertThat(settings.get(Keys.URL, "ORDERS_DB")).isEqualTo("one");
        assertThat(settings.get(Keys.PASSWORD, "orders-db").reveal()).isEqualTo("hush");
        assertThat(settings.get(Keys.WEIGHT, "billing")).isEqualTo(7);
        assertThat(settings.get(Keys.WEIGHT, "orders-db")).isEqualTo(1);
        assertThat(settings.source(Keys.URL, "billing").place()).endsWith("covet.yaml:1");
        assertThat(settings.source(Keys.WEIGHT, "orders-db")).isEqualTo(SettingSource.DEFAULT);
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void variables_areReplaced_inYamlAndArgument_only() {
        Settings settings = new Bench(folder)
                .variable("NAME", "shop")
                .property("covet.service.name", "${NAME}")
                .argument("trace.mode=${MODE:-on}")
                .yaml("exporter: {token: 'a${NAME}b$${NAME}${EMPTY:-}'}\ncache: {tables: ['${NAME}', '$5']}\n")
                .load();
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.get(Keys.SERVICE)).isEqualTo("${NAME}");
        assertThat(settings.get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(settings.get(Keys.TOKEN).reveal()).isEqualTo("ashopb${NAME}");
        assertThat(settings.get(Keys.TABLES)).containsExactly("shop", "$5");
    }

    @Test
    void othersNames_areLeftAlone() {
        SettingCatalogue catalogue = SettingCatalogue.of(List.of(Keys.MODE)).ignoring("covet.test-apps.");
        Settings settings = Settings.load(
                catalogue,
                new SettingInputs(
                        Map.of("covet.test-apps.x", "1", "user.home", "/", "convert.mode", "x"),
                        Map.of(
                                "COVET_TEST_APPS_Y", "1",
                                "COVET_PORT", "tcp://10.0.0.1:80",
                                "COVET_PORT_80_TCP", "tcp://10.0.0.1:80",
                                "COVET_SERVICE_HOST", "10.0.0.1",
                                "COVET_SERVICE_PORT_HTTP", "80"),
                        null));
        assertThat(settings.problems()).isEmpty();
        assertThat(catalogue.keys()).hasSize(6);
    }

    @Test
    void inputsOfThisProcess_haveOnlyNamesLikeOurs() {
        System.setProperty("covet.trace.mode", "on");
        try {
            SettingInputs inputs = SettingInputs.ofThisProcess("trace.slow=1s");
            assertThat(inputs.properties())
                    .containsEntry("covet.trace.mode", "on")
                    .doesNotContainKey("java.home");
            assertThat(inputs.agentArgument()).isEqualTo("trace.slow=1s");
            assertThat(inputs.environment()).isEqualTo(System.getenv());
        } finally {
            System.clearProperty("covet.trace.mode");
        }
    }
}
