package dev.covet.conformance;

import java.io.StringWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XADataSource;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.JdbcRowSet;
import javax.sql.rowset.RowSetProvider;
import javax.sql.rowset.WebRowSet;

/** The steps without a receiver, beside {@code connect}: where an application gets its first objects from. */
final class Factories {
    /**
     * The boundary of the program that this thread runs. Connections of data sources are made inside of drivers; whoever
     * instruments those finds here what to wrap them with.
     */
    static final ThreadLocal<Boundary> CURRENT = ThreadLocal.withInitial(() -> Boundary.NONE);

    private final Target target;
    private final Variables variables;
    private final List<PooledConnection> pooled = new CopyOnWriteArrayList<>();

    Factories(Target target, Variables variables) {
        this.target = target;
        this.variables = variables;
    }

    /** Binds what the step makes, and returns its type. */
    Class<?> make(Step step) throws SQLException {
        String name = step.variable() == null ? step.method() : step.variable();
        return switch (step.method()) {
            case "dataSource" -> bind(name, DataSource.class, target.source(Sources.Kind.PLAIN));
            case "poolDataSource" -> bind(name, ConnectionPoolDataSource.class, target.source(Sources.Kind.POOL));
            case "xaDataSource" -> bind(name, XADataSource.class, target.source(Sources.Kind.XA));
            case "jndi" -> bind(name, DataSource.class, found());
            case "listener" -> bind(name, Journal.class, new EventJournal(variables::nameOf));
            case "writer" -> bind(name, Writer.class, new StringWriter());
            case "cachedRowSet" ->
                bind(name, CachedRowSet.class, RowSetProvider.newFactory().createCachedRowSet());
            case "webRowSet" ->
                bind(name, WebRowSet.class, RowSetProvider.newFactory().createWebRowSet());
            case "jdbcRowSet" ->
                bind(name, JdbcRowSet.class, RowSetProvider.newFactory().createJdbcRowSet());
            default -> throw new IllegalArgumentException("There is no " + step.method() + ".");
        };
    }

    private Class<?> bind(String name, Class<?> type, Object made) {
        variables.bind(name, type, made);
        return type;
    }

    @SuppressWarnings("BanJNDI") // The naming service is our own, in memory.
    private static Object found() {
        try {
            return new InitialContext().lookup(Directory.NAME);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the data source known to those who look for it by name. */
    void announce() {
        try {
            Directory.bind(target.source(Sources.Kind.PLAIN));
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes note of what has to be closed in the end; returns whether this is a connection that a program got. */
    boolean keep(Object receiver, Object made) {
        if (made instanceof PooledConnection connection) {
            pooled.add(connection);
        }
        return made instanceof Connection && (receiver instanceof DataSource || receiver instanceof PooledConnection);
    }

    /** What closes the pooled connections that the program holds. */
    List<AutoCloseable> pooled() {
        return pooled.stream()
                .<AutoCloseable>map(connection -> connection::close)
                .toList();
    }

    /** The drivers' own interfaces that an application may cast a connection to. */
    static String casts(Object connection) {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("org.postgresql.PGConnection", "com.mysql.cj.jdbc.JdbcConnection")) {
            try {
                text.append(Class.forName(name).isInstance(connection) ? " and " + name : "");
            } catch (ClassNotFoundException e) {
                // No program runs on that driver.
            }
        }
        return text.toString();
    }

    /** Closes pooled connections as the driver made them, and ends transactions that nobody has decided. */
    void close() throws SQLException {
        for (PooledConnection connection : pooled) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It was closed by the program; what is left of it the server ends.
            }
        }
        if (!pooled.isEmpty()) {
            pooled.clear();
            target.decide();
        }
    }
}
