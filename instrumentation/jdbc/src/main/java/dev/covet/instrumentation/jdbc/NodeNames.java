package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeRole;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The node that a JDBC URL leads to: the same name for each URL that leads there. */
public final class NodeNames {
    private NodeNames() {}

    /** Null if the database is within this process, or the URL cannot be read. */
    public static @Nullable NodeName of(@Nullable String url, @Nullable Properties properties) {
        if (url == null) {
            return null;
        }
        ConnectionFacts facts = JdbcUrl.facts(url, properties, "");
        if (facts.host().isEmpty()) {
            return null;
        }
        String several = several(url);
        String address = several == null ? facts.host().toLowerCase(Locale.ROOT) + ':' + facts.port() : several;
        return new NodeName(facts.dialect(), address, role(JdbcUrl.option(url, properties, "targetservertype")));
    }

    /** All servers, where the URL names more than one or has a form of its own; else null. */
    private static @Nullable String several(String url) {
        int slashes = url.indexOf("//");
        int start = slashes < 0 ? 0 : slashes + 2;
        int end = start;
        while (end < url.length() && "/?;".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String hosts = url.substring(start, end);
        String withoutUser = hosts.substring(hosts.lastIndexOf('@') + 1);
        return withoutUser.indexOf(',') < 0 ? null : withoutUser.toLowerCase(Locale.ROOT);
    }

    /** As PostgreSQL's driver spells it. */
    private static NodeRole role(String wanted) {
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "primary", "master" -> NodeRole.PRIMARY;
            case "secondary", "slave" -> NodeRole.REPLICA;
            default -> NodeRole.ANY;
        };
    }
}
