package dev.covet.optimizer.engine;

import dev.covet.optimizer.sql.Dialect;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a physical connection without asking the database: from its URL, its properties and its driver.
 *
 * @param system the name of the product as the conventions of OpenTelemetry spell it
 * @param host the configured server, or the empty string for a database without one
 * @param port 0 if there is none
 * @param defaultPort the port that need not be mentioned, 0 if there is none
 * @param database the empty string if unknown
 * @param schema the first schema searched, if the URL says so
 * @param user the empty string if unknown
 */
public record ConnectionFacts(
        Dialect dialect,
        String system,
        String host,
        int port,
        int defaultPort,
        String database,
        @Nullable String schema,
        String user,
        String driver) {
    public static final ConnectionFacts UNKNOWN =
            new ConnectionFacts(Dialect.OTHER, "other_sql", "", 0, 0, "", null, "", "");

    public ConnectionFacts withSystem(String other) {
        return new ConnectionFacts(dialect, other, host, port, defaultPort, database, schema, user, driver);
    }

    /**
     * The same of another server.
     *
     * @param server its host, and its port if that is not the default
     */
    public ConnectionFacts at(String server) {
        int colon = server.lastIndexOf(':');
        boolean ported = colon > 0 && server.indexOf(']', colon) < 0 && colon < server.length() - 1;
        String name = ported ? server.substring(0, colon) : server;
        int number = ported ? Integer.parseInt(server, colon + 1, server.length(), 10) : defaultPort;
        return new ConnectionFacts(dialect, system, name, number, defaultPort, database, schema, user, driver);
    }

    /** By hand: what the compiler makes is linked by the JVM when it is first called, which pins virtual threads that wait. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectionFacts facts
                && port == facts.port
                && defaultPort == facts.defaultPort
                && dialect == facts.dialect
                && Objects.equals(schema, facts.schema)
                && texts().equals(facts.texts());
    }

    private List<String> texts() {
        return List.of(system, host, database, user, driver);
    }

    @Override
    public int hashCode() {
        return 31 * texts().hashCode() + 31 * (port + defaultPort) + Objects.hashCode(schema);
    }
}
