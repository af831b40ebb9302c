package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.settings.SettingsListener.Update;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    @TempDir
    Path folder;

    private Bench bench;
    private final List<Update> updates = new ArrayList<>();

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    private SettingsWatch opened() {
        SettingsWatch watch = bench.open();
        watch.listen(updates::add);
        return watch;
    }

    private Update lastUpdate() {
        return updates.get(updates.size() - 1);
    }

    private List<String> changes() {
        return lastUpdate().changes().stream()
                .map(change -> change.toString().replace(folder.toString(), ""))
                .toList();
    }

    @Test
    void changedFile_isInForceAfterOnePoll_andListenersAreTold() {
        bench.yaml("trace: {mode: on}\n");
        SettingsWatch watch = opened();
        LiveSettings<Mode> live = watch.live(settings -> settings.get(Keys.MODE));
        Settings before = watch.settings();
        watch.poll();
        assertThat(watch.settings()).isSameAs(before);
        assertThat(updates).isEmpty();
        bench.yaml("\ntrace: {mode: observe, slow: 1s}\ndatasource: {a: {url: u}}\n");
        watch.poll();
        assertThat(live.now()).isEqualTo(Mode.OBSERVE);
        assertThat(before.get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(changes())
                .containsExactly(
                        "covet.trace.mode: on → observe (/covet.yaml:2)",
                        "covet.trace.slow: 250ms → 1s (/covet.yaml:2)",
                        "covet.datasource.a.url:  → u (/covet.yaml:3)");
        bench.yaml("");
        watch.poll();
        assertThat(changes())
                .containsExactly(
                        "covet.trace.mode: observe → off (default)",
                        "covet.trace.slow: 1s → 250ms (default)",
                        "covet.datasource.a.url: u →  (default)");
        assertThat(updates).hasSize(2);
    }

    @Test
    void badYaml_keepsTheLastGoodFile_andIsReportedOnce() {
        bench.yaml("trace: {mode: on}\n");
        SettingsWatch watch = opened();
        bench.yaml("trace: {mode: observe\n");
        watch.poll();
        watch.poll();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(bench.only(watch.problems()))
                .isEqualTo("COVET-1008 /covet.yaml:2 (column 1) is not YAML: expected ',' or '}'. Its settings are not"
                        + " known. Kept the settings that it had before. Correct the file.");
        assertThat(updates).hasSize(1);
        assertThat(lastUpdate().changes()).isEmpty();
        assertThat(lastUpdate().newProblems()).hasSize(1);
        bench.delete("covet.yaml");
        watch.poll();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(bench.only(watch.problems())).startsWith("COVET-1007 The file /covet.yaml does not exist.");
        bench.yaml("trace: {mode: observe}\n");
        watch.poll();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.OBSERVE);
        assertThat(watch.problems()).isEmpty();
    }

    @Test
    void badValue_keepsWhatWasInForce_andTheOthersAreTaken() {
        bench.yaml("trace: {mode: on}\n");
        SettingsWatch watch = opened();
        bench.yaml("trace: {mode: onn}\nenabled: false\n");
        watch.poll();
        assertThat(watch.settings().enabled()).isFalse();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.ON);
        assertThat(bench.only(watch.problems()))
                .isEqualTo("COVET-1002 covet.trace.mode is \"onn\" (/covet.yaml:1), allowed is off | observe | on. A"
                        + " value is never guessed. Kept on (/covet.yaml:1). Correct or remove it.");
    }

    @Test
    void wrongWordForEnabled_switchesOffAlsoWhileRunning() {
        bench.yaml("enabled: true\n");
        SettingsWatch watch = opened();
        bench.yaml("enabled: fasle\n");
        watch.poll();
        assertThat(watch.settings().enabled()).isFalse();
    }

    @Test
    void overlay_thatAppearsAndVanishes_isFollowed() {
        bench.yaml("trace: {mode: on}").property("covet.profile", "dev");
        SettingsWatch watch = opened();
        assertThat(watch.problems()).isEmpty();
        bench.file("covet-dev.yaml", "trace: {mode: observe}");
        watch.poll();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.OBSERVE);
        bench.delete("covet-dev.yaml");
        watch.poll();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.ON);
    }

    @Test
    void fixedSetting_staysUntilTheNextStart() {
        bench.yaml("trace: {queue: 20}");
        SettingsWatch watch = opened();
        bench.yaml("trace: {queue: 30}\ndatasource: {a: {weight: 5}}\n");
        watch.poll();
        assertThat(watch.settings().get(Keys.QUEUE)).isEqualTo(20);
        assertThat(watch.settings().get(Keys.WEIGHT, "a")).isEqualTo(1);
        assertThat(watch.problems())
                .extracting(problem -> problem.toString().replace(folder.toString(), ""))
                .containsExactly(
                        "COVET-1012 covet.trace.queue was changed to \"30\" (/covet.yaml:1), which takes effect at next"
                                + " start. What depends on it exists already. Kept \"20\". Restart the application when"
                                + " it suits.",
                        "COVET-1012 covet.datasource.a.weight was changed to \"5\" (/covet.yaml:2), which takes effect"
                                + " at next start. What depends on it exists already. Kept \"1\". Restart the"
                                + " application when it suits.");
        bench.yaml("trace: {queue: 20}");
        watch.poll();
        assertThat(watch.problems()).isEmpty();
    }

    /** File systems may count whole seconds: the second text has the size and the time of the first. */
    @Test
    void youngFile_isReadAgain_thoughItLooksTheSame() throws IOException {
        bench.yaml("trace: {mode: on }");
        FileTime time = Files.getLastModifiedTime(bench.yamlPath());
        bench.nowMillis = time.toMillis() + 100;
        SettingsWatch watch = opened();
        Files.writeString(bench.yamlPath(), "trace: {mode: off}");
        Files.setLastModifiedTime(bench.yamlPath(), time);
        bench.nowMillis += 1_000;
        watch.poll();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.OFF);
    }

    @Test
    void killFile_switchesOff_whateverElseIsSaid() {
        bench.property("covet.enabled", "true");
        SettingsWatch watch = opened();
        assertThat(watch.override("enabled", "true", "JMX")).isNull();
        bench.file("covet.off", "");
        watch.poll();
        assertThat(watch.settings().enabled()).isFalse();
        assertThat(changes()).containsExactly("covet.enabled: true → false (kill file /covet.off)");
        assertThat(bench.load().enabled()).isFalse();
        bench.delete("covet.off");
        watch.poll();
        assertThat(watch.settings().enabled()).isTrue();
    }

    @Test
    void enabled_isFalseByAnySpelling() {
        assertThat(new Bench(folder).property("covet.enabled", "false").load().enabled())
                .isFalse();
        assertThat(new Bench(folder).variable("COVET_ENABLED", "off").load().enabled())
                .isFalse();
        assertThat(new Bench(folder).argument("enabled=no").load().enabled()).isFalse();
        assertThat(new Bench(folder).yaml("enabled: false").load().enabled()).isFalse();
        assertThat(new Bench(folder).load().enabled()).isTrue();
    }

    @Test
    void override_isInForceAtOnce_andCanBeTakenBack() {
        SettingsWatch watch = opened();
        assertThat(watch.override("datasource.A_b.url", "u", "JMX")).isNull();
        assertThat(watch.settings().get(Keys.URL, "a-b")).isEqualTo("u");
        assertThat(watch.override("trace.mode", "on", "JMX")).isNull();
        assertThat(watch.override("covet.trace.mode", "observe", "JMX")).isNull();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.OBSERVE);
        assertThat(watch.problems()).isEmpty();
        assertThat(watch.reset("trace.mode")).isTrue();
        assertThat(watch.reset("trace.mode")).isFalse();
        assertThat(changes()).containsExactly("covet.trace.mode: observe → off (default)");
    }

    @Test
    void wrongOverride_isRefused() {
        SettingsWatch watch = opened();
        assertThat(watch.override("trace.mod", "on", "JMX"))
                .hasToString("COVET-1001 covet.trace.mod is not a setting (JMX). Nothing would read it. Nothing was"
                        + " changed. Did you mean covet.trace.mode? docs/settings.md has all of them.");
        assertThat(watch.override("trace.mode", "x", "JMX"))
                .hasToString("COVET-1002 covet.trace.mode is \"x\" (JMX), allowed is off | observe | on. A value is"
                        + " never guessed. Nothing was changed. Set an allowed value.");
        assertThat(watch.override("trace.slow", "9h", "JMX"))
                .hasToString("COVET-1003 covet.trace.slow is \"9h\" (JMX), out of the range 1ms to 1h. A value is never"
                        + " guessed. Nothing was changed. Set an allowed value.");
        assertThat(watch.override("trace.queue", "5", "JMX"))
                .hasToString("COVET-1012 covet.trace.queue (JMX) takes effect at next start. What depends on it exists"
                        + " already. Nothing was changed. Set it where the application is started.");
        assertThat(updates).isEmpty();
    }

    @Test
    void listenerThatThrows_isReported_andHurtsNoOther() {
        SettingsWatch watch = bench.open();
        watch.listen(new Thrower());
        watch.listen(updates::add);
        watch.override("enabled", "false", "JMX");
        assertThat(updates).hasSize(1);
        assertThat(bench.only(watch.problems()))
                .isEqualTo("COVET-1013 A part of Covet failed when settings changed: java.lang.NoClassDefFoundError: x"
                        + " in " + Thrower.class.getName()
                        + ". It may work with the settings of before. The others were"
                        + " told. Restart the application, and please report this.");
    }

    private static final class Thrower implements SettingsListener {
        @Override
        public void updated(Update update) {
            throw new NoClassDefFoundError("x");
        }
    }

    @Test
    void listenerThatThrowsNonsense_isReportedToo_andUpdatesGoOn() {
        SettingsWatch watch = bench.open();
        watch.listen(update -> {
            throw new Nonsense();
        });
        watch.listen(updates::add);
        watch.override("enabled", "false", "JMX");
        watch.override("enabled", "true", "JMX");
        assertThat(updates).hasSize(2);
        assertThat(watch.problems().get(0).message()).contains(Nonsense.class.getName());
    }

    private static final class Nonsense extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no text");
        }
    }

    @Test
    void listenerThatChangesSettings_isToldAfterwards() {
        SettingsWatch watch = bench.open();
        watch.listen(update -> watch.override("trace.mode", "on", "guard"));
        watch.listen(updates::add);
        watch.override("enabled", "false", "JMX");
        assertThat(updates)
                .extracting(update -> update.changes().get(0).name())
                .containsExactly("covet.enabled", "covet.trace.mode");
    }

    @Test
    void pollThatFails_isReported_andTheNextOneWorks() {
        bench.yaml("");
        List<String> times = new ArrayList<>(List.of("fine", "broken"));
        SettingsWatch watch = new SettingsWatch(
                Keys.CATALOGUE,
                bench.inputs(),
                null,
                Bench.pace(
                        () -> {
                            if (!times.isEmpty() && times.remove(0).equals("broken")) {
                                throw new IllegalStateException("no time");
                            }
                            return bench.nowMillis;
                        },
                        () -> false));
        watch.poll();
        assertThat(bench.only(watch.problems()))
                .isEqualTo("COVET-1016 Looking at the settings files failed: java.lang.IllegalStateException: no time."
                        + " Changes are not seen. Kept the settings in force; the next look is in a second. Please"
                        + " report this.");
        bench.yaml("trace: {mode: on}");
        watch.poll();
        assertThat(watch.settings().get(Keys.MODE)).isEqualTo(Mode.ON);
    }

    @Test
    void thread_isOneDaemon_thatPollsAfterEachPause_untilClosed() throws InterruptedException {
        SynchronousQueue<Thread> pauses = new SynchronousQueue<>();
        SettingsWatch watch = bench.open(() -> {
            pauses.put(Thread.currentThread());
            return true;
        });
        watch.start();
        watch.start();
        Thread thread = pauses.poll(10, TimeUnit.SECONDS);
        assertThat(thread).isNotNull();
        assertThat(thread.getName()).isEqualTo("covet-settings-1");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isNull();
        bench.file("covet.off", "");
        assertThat(pauses.poll(10, TimeUnit.SECONDS)).isSameAs(thread);
        assertThat(pauses.poll(10, TimeUnit.SECONDS)).isSameAs(thread);
        assertThat(watch.settings().enabled()).isFalse();
        watch.close();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        watch.start();
    }

    @Test
    void watchOfNothing_hasNoThread() {
        SettingsWatch watch = SettingsWatch.open(Keys.CATALOGUE, bench.inputs(), null);
        watch.start();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("covet-settings-1");
        watch.close();
    }
}
