package dev.covet.exporters.otel.convention;

import io.opentelemetry.api.common.AttributeKey;

/** The names of the attributes. */
public final class Keys {
    /** The name of our instrumentation scope. */
    public static final String SCOPE = "dev.covet";

    /** The version of the conventions that the names are from. */
    public static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.44.0";

    static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");
    static final AttributeKey<String> DB_NAMESPACE = AttributeKey.stringKey("db.namespace");
    static final AttributeKey<String> DB_QUERY_TEXT = AttributeKey.stringKey("db.query.text");
    static final AttributeKey<String> DB_QUERY_SUMMARY = AttributeKey.stringKey("db.query.summary");
    static final AttributeKey<String> DB_PROCEDURE = AttributeKey.stringKey("db.stored_procedure.name");
    static final AttributeKey<String> DB_STATUS = AttributeKey.stringKey("db.response.status_code");
    static final AttributeKey<Long> DB_ROWS = AttributeKey.longKey("db.response.returned_rows");
    static final AttributeKey<Long> DB_BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> PEER_ADDRESS = AttributeKey.stringKey("network.peer.address");
    static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
    static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");
    static final AttributeKey<String> EXCEPTION_STACK = AttributeKey.stringKey("exception.stacktrace");

    static final AttributeKey<String> POOL_NAME = AttributeKey.stringKey("db.client.connection.pool.name");
    static final AttributeKey<String> POOL_STATE = AttributeKey.stringKey("db.client.connection.state");

    static final AttributeKey<String> POOL_HEALTH = AttributeKey.stringKey("covet.pool.state");

    static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> HTTP_METHOD_ORIGINAL = AttributeKey.stringKey("http.request.method_original");
    static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> URL_PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> URL_QUERY = AttributeKey.stringKey("url.query");
    static final AttributeKey<String> URL_SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<String> CLIENT_ADDRESS = AttributeKey.stringKey("client.address");
    static final AttributeKey<String> PROTOCOL_VERSION = AttributeKey.stringKey("network.protocol.version");
    static final AttributeKey<String> USER_AGENT = AttributeKey.stringKey("user_agent.original");

    static final AttributeKey<Double> FETCH_DURATION = AttributeKey.doubleKey("covet.fetch.duration");
    static final AttributeKey<Long> UPDATED_ROWS = AttributeKey.longKey("covet.updated_rows");
    static final AttributeKey<Double> POOL_WAIT = AttributeKey.doubleKey("covet.pool.wait");
    static final AttributeKey<Double> STEP_DURATION = AttributeKey.doubleKey("covet.transaction.step.duration");
    static final AttributeKey<Long> EVENTS_DROPPED = AttributeKey.longKey("covet.events.dropped");
    static final AttributeKey<String> FEATURE = AttributeKey.stringKey("covet.feature");
    static final AttributeKey<String> SERVED_FROM = AttributeKey.stringKey("covet.served_from");
    static final AttributeKey<String> OUTER_SUMMARY = AttributeKey.stringKey("covet.prefetch.outer");
    static final AttributeKey<String> PREFETCH_STATE = AttributeKey.stringKey("covet.prefetch.state");
    static final AttributeKey<String> RESULT = AttributeKey.stringKey("covet.result");

    static final AttributeKey<String> REPLICA = AttributeKey.stringKey("covet.route.replica");

    static final AttributeKey<Boolean> RETRIED = AttributeKey.booleanKey("covet.route.retried");

    static final AttributeKey<String> RELAY_ROLE = AttributeKey.stringKey("covet.cache.relay.role");

    static final AttributeKey<String> NODE = AttributeKey.stringKey("covet.node");
    static final AttributeKey<String> NODE_ROLE = AttributeKey.stringKey("covet.node.role");
    static final AttributeKey<String> NODE_HEALTH = AttributeKey.stringKey("covet.node.health");
    static final AttributeKey<String> BREAKER_STATE = AttributeKey.stringKey("covet.breaker.state");
    static final AttributeKey<String> BREAKER_MOVE = AttributeKey.stringKey("covet.breaker.move");
    static final AttributeKey<Boolean> REJECTED = AttributeKey.booleanKey("covet.breaker.rejected");

    private Keys() {}
}
