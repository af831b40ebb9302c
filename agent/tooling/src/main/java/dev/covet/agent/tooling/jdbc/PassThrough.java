package dev.covet.agent.tooling.jdbc;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import java.sql.Connection;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Leaves connections as they are, counts them, and names each on the level DEBUG. */
public final class PassThrough implements ConnectionWrapper {
    private final AgentLog log;
    private final AtomicLong seen = new AtomicLong();

    public PassThrough(AgentLog log) {
        this.log = log;
    }

    @Override
    public Connection wrap(Connection raw, @Nullable String url, @Nullable Properties properties, Object factory) {
        long number = seen.incrementAndGet();
        if (log.prints(LogLevel.DEBUG)) {
            log.debug("connection " + number + " " + raw.getClass().getName() + " from "
                    + factory.getClass().getName() + " for " + scheme(url));
        }
        return raw;
    }

    @Override
    public boolean isWrapped(Connection connection) {
        return false;
    }

    /** The product in the URL; the rest of it may hold a password. */
    private static String scheme(@Nullable String url) {
        if (url == null) {
            return "no URL";
        }
        int end = url.indexOf(':', url.indexOf(':') + 1);
        return end < 0 ? "a URL" : url.substring(0, end);
    }
}
