package dev.covet.instrumentation.pools;

import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.node.WatchedNode;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stands for a driver behind the boundary: {@code jdbc:wrapped:} and the rest of the real URL. */
public final class WrappingDriver implements Driver {
    static final String PREFIX = "jdbc:wrapped:";
    private static final JdbcBoundary BOUNDARY = new JdbcBoundary(engine(), made -> WrapperFamily.PLAIN);

    private static volatile @Nullable WatchedNode node;

    /** Further connections lead there. */
    static void node(@Nullable WatchedNode wanted) {
        node = wanted;
    }

    static {
        try {
            DriverManager.registerDriver(new WrappingDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Engine engine() {
        SelfProtection protection = new SelfProtection(System::nanoTime, (text, error) -> {
            throw new AssertionError(text, error);
        });
        Engine engine = new Engine(new SqlTextCache(), new SignalBus(64, error -> {}), protection, System::nanoTime);
        engine.pipeline(Pipeline.of(Map.of(StageOrder.TRACE, (Stage) () -> "trace"), protection));
        return engine;
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        String real = "jdbc:" + url.substring(PREFIX.length());
        Connection wrapped = BOUNDARY.wrap(DriverManager.getConnection(real, properties), real, properties);
        WatchedNode watched = node;
        if (watched != null && wrapped instanceof WrappedConnection ours) {
            ours.session().place().node(watched);
        }
        return wrapped;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
