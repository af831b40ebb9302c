package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.engine.Wrapped;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.node.NodeName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where connections of drivers become ours. */
public final class JdbcBoundary {
    private final Engine engine;
    private final Function<Connection, WrapperFamily> families;

    /** The families know which wrappers suit a driver's connection. */
    public JdbcBoundary(Engine engine, Function<Connection, WrapperFamily> families) {
        this.engine = engine;
        this.families = families;
    }

    /**
     * The connection to hand out in place of the driver's. Never throws: what cannot be wrapped is handed out as it is.
     * While every feature is off that goes for all, and a feature that is switched on later sees the connections opened
     * from then on.
     */
    public Connection wrap(Connection made, @Nullable String url, @Nullable Properties properties) {
        if (made instanceof Wrapped || engine.pipeline().isEmpty()) {
            return made;
        }
        try {
            WrapperFamily family = families.apply(made);
            String known = url == null ? urlOf(made) : url;
            ConnectionFacts fromUrl =
                    JdbcUrl.facts(known, properties, made.getClass().getName());
            ConnectionSession session = new ConnectionSession(engine, family.facts(made, fromUrl));
            NodeName node = NodeNames.of(known, properties);
            session.place().node(node == null ? null : engine.nodes().node(node));
            session.driver(DriverUse.of(family, made, known, properties));
            session.rows(family.rows(made));
            session.changeSource(engine.changesWanted() ? changes(family, known, properties) : ChangeSource.UNKNOWN);
            session.servers(
                    engine.serversWanted() && known != null ? servers(family, known, properties) : ServerAccess.NONE);
            family.locate(made, session);
            return family.connection(made, session);
        } catch (Throwable error) {
            engine.protection().guard("jdbc").failed(error);
            return made;
        }
    }

    /** Keeps the password for as long as the connection is there. */
    private ChangeSource changes(WrapperFamily family, @Nullable String url, @Nullable Properties properties) {
        if (url == null) {
            return ChangeSource.NONE;
        }
        return new FamilySource(this, family, url, copy(properties));
    }

    /** Keeps the password likewise. */
    private static ServerAccess servers(WrapperFamily family, String url, @Nullable Properties properties) {
        return new FamilyServers(family, url, copy(properties));
    }

    /** Drivers may write into what they are given. */
    static Properties copy(@Nullable Properties properties) {
        Properties copy = new Properties();
        if (properties != null) {
            properties.stringPropertyNames().forEach(name -> copy.setProperty(name, properties.getProperty(name)));
        }
        return copy;
    }

    @Nullable Connection own(@Nullable Connection made, String url, Properties given) throws SQLException {
        if (made == null) {
            return null;
        }
        if (wrap(made, url, given) instanceof WrappedConnection covered) {
            covered.session().byUs();
            return (Connection) covered;
        }
        made.close();
        return null;
    }

    /** Data sources do not tell, drivers remember. They answer this without asking the server. */
    private static @Nullable String urlOf(Connection made) throws SQLException {
        return made.getMetaData().getURL();
    }
}
