package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.settings.SettingProblem;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Registers what operators can ask over JMX. */
final class Beans {
    private Beans() {}

    /**
     * With the server of the platform; what prevented it, if anything. Starts JMX if nobody has.
     *
     * @param asked what nobody can ask without it, as the end of a sentence
     */
    static @Nullable SettingProblem register(Object bean, String name, String asked) {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, new ObjectName(name));
            return null;
        } catch (JMException | RuntimeException e) {
            return new SettingProblem(
                    "COVET-1015",
                    name + " could not be registered: " + e + ". Nobody can ask over JMX " + asked
                            + ". Covet works without. Is there a second agent?");
        }
    }
}
