package dev.covet.agenttests.programs;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Uses a database, then JMX: to switch Covet off. With the argument "without" it leaves JMX alone. */
public final class JmxMain {
    private JmxMain() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            connection.createStatement().execute("select 1");
        }
        if (arguments.length == 0) {
            System.out.println(switchedOff());
        }
        System.out.println("done");
    }

    /** The agent's own thread may not have come so far. */
    private static Object switchedOff() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName control = new ObjectName("covet:type=Control");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.isRegistered(control)) {
            if (System.nanoTime() > deadline) {
                return "nobody has registered " + control;
            }
            LockSupport.parkNanos(10_000_000);
        }
        server.invoke(control, "disable", new Object[0], new String[0]);
        return "enabled " + server.getAttribute(control, "Enabled");
    }
}
