package dev.covet.agent.tooling.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.cache.Reporting;
import dev.covet.optimizer.sql.SqlTextCache;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class CacheBeanTest {
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {
                throw new AssertionError(error);
            }),
            new SelfProtection(() -> 0, (text, error) -> {}),
            () -> 0);

    @Test
    void queries_withoutConnectionOrCache_saySo() {
        assertThat(new Cache(() -> null, () -> null).queries()).isEqualTo("No connection was opened yet.\n");
        assertThat(new Cache(() -> engine, () -> null).queries()).startsWith("The cache is off.");
        assertThat(new Cache(() -> engine, Reporting::stage).queries(3)).startsWith("No query was asked");
    }

    @Test
    void register_showsTwoOperations_andASecondOneIsAProblem() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("covet:type=Cache");
        Cache bean = new Cache(() -> engine, Reporting::stage);
        assertThat(bean.register()).isNull();
        try {
            assertThat(server.getMBeanInfo(name).getOperations()).hasSize(2);
            assertThat(bean.register())
                    .asString()
                    .startsWith("COVET-1015 covet:type=Cache could not be registered:")
                    .contains("why queries are not answered from the cache");
        } finally {
            server.unregisterMBean(name);
        }
    }
}
