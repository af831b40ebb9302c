package dev.covet.agent.tooling.jdbc;

import dev.covet.optimizer.engine.StageGuard;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Completes our wrappers on a JDK that was not there when they were compiled. A method that it added to {@code java.sql}
 * has a default body, which would answer in place of the driver; so the wrapper gets one that calls the driver, at the
 * moment its class is loaded. Put in place on later JDKs only, see {@link #NEWEST_KNOWN}.
 */
public final class LaterMethods implements ClassFileTransformer {
    /** Of this JDK and all before it the wrappers have every method; a test on each of them says so. */
    public static final int NEWEST_KNOWN = 25;

    private static final String WRAPPERS = "dev/covet/instrumentation/jdbc/Covet";
    private static final Map<String, String> INTERFACES = Map.of(
            WRAPPERS + "Connection", "java.sql.Connection",
            WRAPPERS + "Statement", "java.sql.Statement",
            WRAPPERS + "PreparedStatement", "java.sql.PreparedStatement",
            WRAPPERS + "CallableStatement", "java.sql.CallableStatement",
            WRAPPERS + "ResultSet", "java.sql.ResultSet",
            WRAPPERS + "DatabaseMetaData", "java.sql.DatabaseMetaData");

    private final StageGuard feature;
    private final @Nullable ClassLoader own;

    /** For the wrappers that this loader defines. */
    public LaterMethods(StageGuard feature, @Nullable ClassLoader own) {
        this.feature = feature;
        this.own = own;
    }

    /** The wrappers, by their names with slashes, and the interface that each forwards. */
    static Map<String, String> interfaces() {
        return INTERFACES;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null || loader == null || loader != own || !name.startsWith(WRAPPERS)) {
            return null;
        }
        String forwarded = INTERFACES.get(name);
        if (forwarded == null) {
            return null;
        }
        try {
            return new MissingMethods(classFile, Class.forName(forwarded), loader).added();
        } catch (Throwable e) {
            failed(e);
            return null;
        }
    }

    private void failed(Throwable thrown) {
        try {
            feature.failed(thrown);
        } catch (VirtualMachineError e) {
            // The JVM would ignore it as well, but only after it printed a trace.
        }
    }
}
