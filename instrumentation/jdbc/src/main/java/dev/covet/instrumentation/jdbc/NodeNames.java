package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeRole;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The node that a JDBC URL leads to: the same name for each URL that leads there. */
public final class NodeNames {
    private NodeNames() {}

    /** With one of these the host says nothing: they go through a proxy, a file or a class of their own. */
    private static final List<String> DETOURS =
            List.of("socketfactory", "localsocket", "pipe", "socksproxyhost", "unixsocket");

    /** Null if the database is within this process, the URL cannot be read, or nobody knows where it leads to. */
    public static @Nullable NodeName of(@Nullable String url, @Nullable Properties properties) {
        if (url == null) {
            return null;
        }
        ConnectionFacts facts = JdbcUrl.facts(url, properties, "");
        if (facts.host().isEmpty() || hasDetour(url, properties)) {
            return null;
        }
        String several = several(url);
        String address = several == null ? facts.host().toLowerCase(Locale.ROOT) + ':' + facts.port() : several;
        return new NodeName(facts.dialect(), address, role(JdbcUrl.option(url, properties, "targetservertype")));
    }

    private static boolean hasDetour(String url, @Nullable Properties properties) {
        for (String option : DETOURS) {
            if (!JdbcUrl.option(url, properties, option).isEmpty()) {
                return true;
            }
        }
        return false;
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
