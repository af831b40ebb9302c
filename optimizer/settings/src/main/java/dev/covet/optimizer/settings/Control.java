package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.Settings.Entry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The switches of a running Covet over JMX.
 *
 * <p>Nothing here may be touched in premain: the first use of JMX starts parts of the JVM that applications configure.
 */
public final class Control implements ControlMBean {
    private static final String NAME = "covet:type=Control";
    private static final String BY = "JMX";

    private final SettingsWatch watch;

    Control(SettingsWatch watch) {
        this.watch = watch;
    }

    /** Registers with the server of the platform; what prevented it, if anything. */
    public static @Nullable SettingProblem register(SettingsWatch watch) {
        return register(watch, ManagementFactory.getPlatformMBeanServer());
    }

    static @Nullable SettingProblem register(SettingsWatch watch, MBeanServer server) {
        try {
            server.registerMBean(new Control(watch), new ObjectName(NAME));
            return null;
        } catch (JMException | RuntimeException e) {
            return new SettingProblem(
                    "COVET-1015",
                    NAME + " could not be registered: " + Shown.plain(String.valueOf(e)) + ". Covet cannot be switched"
                            + " over JMX. It works without. Is there a second agent? The kill file works always.");
        }
    }

    /** Takes it away again, if it is there. */
    public static void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException | RuntimeException e) {
            // Not registered: that is what was wanted.
            return;
        }
    }

    @Override
    public boolean isEnabled() {
        return watch.settings().enabled();
    }

    @Override
    public String[] getProblems() {
        List<String> lines = new ArrayList<>();
        for (SettingProblem problem : watch.problems()) {
            lines.add(problem.code() + " " + problem.message());
        }
        return lines.toArray(new String[0]);
    }

    @Override
    public String getReport() {
        return SettingsReport.text(watch.catalogue(), watch.settings());
    }

    @Override
    public String disable() {
        return set(GeneralKeys.ENABLED.name(), "false");
    }

    @Override
    public String enable() {
        return set(GeneralKeys.ENABLED.name(), "true");
    }

    @Override
    public String set(String key, String value) {
        SettingProblem problem = watch.override(key, value, BY);
        return problem == null ? get(key) : problem.code() + " " + problem.message();
    }

    @Override
    public String reset(String key) {
        return watch.reset(key) ? get(key) : Shown.plain(key) + " was not set over JMX";
    }

    private String meant(String name) {
        return watch.catalogue().find(name) == null ? Suggestion.sentence(watch.catalogue(), name) : "";
    }

    @Override
    public String get(String key) {
        String name = RuntimeValue.fullName(watch.catalogue(), key);
        Entry<?> entry = watch.settings().entry(name);
        return entry == null
                ? Shown.plain(name) + " has no value. " + meant(name)
                : name + "=" + Shown.plain(entry.text()) + " (" + entry.source() + ")";
    }
}
