package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.StatementCall;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where statements go, as far as attributes tell.
 *
 * @param catalog what the application set, or null
 * @param schema what the application set; null for what the URL says, empty if nobody can know
 * @param peer the server it is really connected to, or null
 */
record Target(
        ConnectionFacts facts,
        @Nullable String catalog,
        @Nullable String schema,
        @Nullable String peer,
        int peerPort) {
    /** Products whose namespace has two parts. */
    private static final Set<String> WITH_SCHEMA =
            Set.of("postgresql", "cockroachdb", "aws.redshift", "h2database", "hsqldb", "ibm.db2", "sap.hana");

    static Target of(StatementCall call) {
        ConnectionSession session = call.session();
        String replica = call.elsewhere();
        if (replica != null) {
            return new Target(session.facts().at(replica), call.catalog(), call.schema(), null, 0);
        }
        return new Target(session.facts(), call.catalog(), call.schema(), session.peerHost(), session.peerPort());
    }

    static Target of(ConnectionSession session) {
        return new Target(session.facts(), null, null, session.peerHost(), session.peerPort());
    }

    /** The most general part first; empty if nothing is known. */
    String namespace() {
        String database = catalog == null ? facts.database() : catalog;
        String within = schema == null ? facts.schema() : schema;
        if (within == null || within.isEmpty() || !WITH_SCHEMA.contains(facts.system())) {
            return database;
        }
        return database.isEmpty() ? within : database + "|" + within;
    }

    /** A database inside this process: nothing is called over a network. */
    boolean inProcess() {
        return facts.host().isEmpty()
                && (facts.system().equals("h2database") || facts.system().equals("sqlite"));
    }

    Attributes attributes() {
        AttributesBuilder attributes = Attributes.builder().put(Keys.DB_SYSTEM, facts.system());
        String namespace = namespace();
        if (!namespace.isEmpty()) {
            attributes.put(Keys.DB_NAMESPACE, namespace);
        }
        if (!facts.host().isEmpty()) {
            attributes.put(Keys.SERVER_ADDRESS, facts.host());
            if (facts.port() > 0 && facts.port() != facts.defaultPort()) {
                attributes.put(Keys.SERVER_PORT, (long) facts.port());
            }
        }
        if (peer != null) {
            attributes.put(Keys.PEER_ADDRESS, peer);
            if (peerPort > 0) {
                attributes.put(Keys.PEER_PORT, (long) peerPort);
            }
        }
        return attributes.build();
    }

    /** For a span whose statement has no summary: the procedure, the namespace, the server, or the product. */
    String nameWithoutSummary(String procedure) {
        String namespace = namespace();
        if (!procedure.isEmpty()) {
            return procedure;
        }
        if (!namespace.isEmpty()) {
            return namespace;
        }
        return facts.host().isEmpty() ? facts.system() : facts.host() + ":" + facts.port();
    }
}
