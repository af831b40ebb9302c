package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeRole;
import dev.covet.optimizer.engine.node.Relocations;
import dev.covet.optimizer.sql.Dialect;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** URLs of servers that others stand in for. */
public final class Relocated {
    private Relocated() {}

    /** The one server that a URL leads to. Null if the driver chooses among several, or if not the primary is wanted. */
    public static @Nullable String server(@Nullable String url, @Nullable Properties properties) {
        NodeName name = NodeNames.of(url, properties);
        boolean single = name != null
                && name.dialect() == Dialect.POSTGRESQL
                && name.role() != NodeRole.REPLICA
                && name.address().indexOf(',') < 0;
        return name != null && single ? name.address() : null;
    }

    /** The URL by which to connect now: the same one, unless another server stands in for the one that it names. */
    public static String url(String url, @Nullable Properties properties, Relocations relocations) {
        String server = server(url, properties);
        String successor = server == null ? null : relocations.successor(server);
        String there = successor == null ? null : ServerUrl.at(url, successor);
        return there == null ? url : there;
    }
}
