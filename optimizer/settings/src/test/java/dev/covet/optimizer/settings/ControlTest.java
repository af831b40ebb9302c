package dev.covet.optimizer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {
    @TempDir
    Path folder;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @AfterEach
    void unregister() {
        Control.unregister();
        Control.unregister();
    }

    private static String[] texts(int count) {
        String[] types = new String[count];
        Arrays.fill(types, String.class.getName());
        return types;
    }

    @Test
    void registered_operatorsSeeAndSwitch() throws Exception {
        SettingsWatch watch = new Bench(folder).property("covet.oops", "x").open();
        ObjectName name = new ObjectName("covet:type=Control");
        assertThat(server.isRegistered(name)).isFalse();
        assertThat(Control.register(watch)).isNull();
        assertThat(server.getAttribute(name, "Enabled")).isEqualTo(true);
        assertThat(server.invoke(name, "disable", null, null)).isEqualTo("covet.enabled=false (JMX)");
        assertThat(watch.settings().enabled()).isFalse();
        assertThat(server.getAttribute(name, "Enabled")).isEqualTo(false);
        assertThat(server.invoke(name, "enable", null, null)).isEqualTo("covet.enabled=true (JMX)");
        assertThat(server.invoke(name, "set", new Object[] {"trace.mode", "on"}, texts(2)))
                .isEqualTo("covet.trace.mode=on (JMX)");
        assertThat(server.invoke(name, "set", new Object[] {"exporter.token", "hunter2"}, texts(2)))
                .isEqualTo("covet.exporter.token=*** (JMX)");
        assertThat(server.invoke(name, "get", new Object[] {"covet.trace.slow"}, texts(1)))
                .isEqualTo("covet.trace.slow=250ms (default)");
        assertThat((String[]) server.getAttribute(name, "Problems"))
                .singleElement()
                .asString()
                .startsWith("COVET-1001 covet.oops");
        assertThat(server.getAttribute(name, "Report")).asString().contains("covet.trace.mode");
        assertThat(server.getMBeanInfo(name).getOperations()).hasSize(5);
    }

    @Test
    void wrongNamesAndValues_areAnswered() {
        Control control = new Control(new Bench(folder).open());
        assertThat(control.set("trace.mode", "x")).startsWith("COVET-1002 covet.trace.mode is \"x\" (JMX)");
        assertThat(control.get("trace.mod")).isEqualTo("covet.trace.mod has no value. Did you mean covet.trace.mode? ");
        assertThat(control.get("datasource.a.url")).isEqualTo("covet.datasource.a.url has no value. ");
        assertThat(control.reset("trace.mode")).isEqualTo("trace.mode was not set over JMX");
        control.set("trace.mode", "on");
        assertThat(control.reset("trace.mode")).isEqualTo("covet.trace.mode=off (default)");
    }

    @Test
    void enable_whileTheKillFileIsThere_saysWhatDecides() {
        Bench bench = new Bench(folder).file("covet.off", "");
        Control control = new Control(bench.open());
        assertThat(control.enable()).isEqualTo("covet.enabled=false (kill file " + bench.killFile() + ")");
        assertThat(control.isEnabled()).isFalse();
    }

    @Test
    void secondRegistration_isAProblem() {
        SettingsWatch watch = new Bench(folder).open();
        assertThat(Control.register(watch)).isNull();
        assertThat(Control.register(watch))
                .hasToString("COVET-1015 covet:type=Control could not be registered:"
                        + " javax.management.InstanceAlreadyExistsException: covet:type=Control. Covet cannot be"
                        + " switched over JMX. It works without. Is there a second agent? The kill file works always.");
    }
}
