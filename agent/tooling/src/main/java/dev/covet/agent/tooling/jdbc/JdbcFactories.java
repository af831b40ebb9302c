package dev.covet.agent.tooling.jdbc;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.node.NodeGate;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** The factories of JDBC: {@code connect} of any driver, and the data sources of the drivers we know. */
public final class JdbcFactories {
    private static final String FEATURE = "jdbc-factory";
    private static final String CONNECTION = "Ljava/sql/Connection;";
    private static final String USER_AND_PASSWORD = "(Ljava/lang/String;Ljava/lang/String;)";

    private JdbcFactories() {}

    /** The instrumentations that give connections to this wrapper. Nobody watches. */
    public static List<TypeInstrumentation> instrumentations(ConnectionWrapper wrapper) {
        return instrumentations(wrapper, new NodeGate(), () -> 0);
    }

    /** The same, and attempts to open connections are told to the nodes that are watched. */
    public static List<TypeInstrumentation> instrumentations(
            ConnectionWrapper wrapper, NodeGate nodes, LongSupplier nanoTime) {
        DistributedPoints distributed = new DistributedPoints(wrapper);
        InstrumentationPoint point = new FactoryPoint(wrapper, distributed, new NodeCall.Source(nodes, nanoTime));
        return List.of(
                new DriverInstrumentation(point),
                new DataSourceInstrumentation(point),
                new ResourceInstrumentation(distributed));
    }

    private static MethodAdvice around(String method, String signature, InstrumentationPoint point) {
        return new MethodAdvice(AdviceKind.ENTER_AND_EXIT, method, signature, point);
    }

    /** A method that opens a connection, and may be kept from trying. */
    private static MethodAdvice opening(String method, String signature, InstrumentationPoint point) {
        return new MethodAdvice(AdviceKind.MAY_REJECT, method, signature, point);
    }

    /**
     * Signatures that are rare enough to be looked for in every class, so it does not matter how a driver's classes are
     * related. Data sources for pools and XA hand out no connection, but they may cast the one they get from their own
     * driver, so they count as a factory call around it.
     */
    private record DriverInstrumentation(InstrumentationPoint point) implements TypeInstrumentation {
        @Override
        public String name() {
            return FEATURE;
        }

        @Override
        public Set<String> interfaces() {
            return Set.of("java.sql.Driver", "javax.sql.XADataSource", "javax.sql.ConnectionPoolDataSource");
        }

        @Override
        public boolean anyType() {
            return true;
        }

        @Override
        public List<MethodAdvice> methods() {
            return List.of(
                    opening("connect", "(Ljava/lang/String;Ljava/util/Properties;)" + CONNECTION, point),
                    // After the one above.
                    new MethodAdvice(
                            AdviceKind.REPLACE_ARGUMENT,
                            "connect",
                            "(Ljava/lang/String;Ljava/util/Properties;)" + CONNECTION,
                            new AddressPoint()),
                    around("getXAConnection", "()Ljavax/sql/XAConnection;", point),
                    around("getXAConnection", USER_AND_PASSWORD + "Ljavax/sql/XAConnection;", point),
                    around("getPooledConnection", "()Ljavax/sql/PooledConnection;", point),
                    around("getPooledConnection", USER_AND_PASSWORD + "Ljavax/sql/PooledConnection;", point));
        }
    }

    /** Also resources that transaction managers put in front of those of drivers. */
    private record ResourceInstrumentation(DistributedPoints points) implements TypeInstrumentation {
        private static final String XID = "Ljavax/transaction/xa/Xid;";

        @Override
        public String name() {
            return FEATURE;
        }

        @Override
        public Set<String> interfaces() {
            return Set.of("javax.sql.XAConnection", "javax.transaction.xa.XAResource");
        }

        @Override
        public boolean anyType() {
            return true;
        }

        @Override
        public List<MethodAdvice> methods() {
            InstrumentationPoint decision = points.new Decision();
            return List.of(
                    new MethodAdvice(
                            AdviceKind.EXIT,
                            "getXAResource",
                            "()Ljavax/transaction/xa/XAResource;",
                            points.new Resource()),
                    new MethodAdvice(AdviceKind.EXIT, "start", "(" + XID + "I)V", points.new Start()),
                    new MethodAdvice(AdviceKind.ENTER, "end", "(" + XID + "I)V", points.new End()),
                    around("prepare", "(" + XID + ")I", decision),
                    around("commit", "(" + XID + "Z)V", decision),
                    around("rollback", "(" + XID + ")V", decision));
        }
    }

    /**
     * By name: a pool is a data source too, and what it hands out is wrapped already. A method that promises the
     * driver's own type is left alone; the bridge beside it, which promises a {@code java.sql.Connection}, is meant.
     */
    private record DataSourceInstrumentation(InstrumentationPoint point) implements TypeInstrumentation {
        @Override
        public String name() {
            return FEATURE;
        }

        @Override
        public Set<String> types() {
            return KnownDataSources.NAMES;
        }

        @Override
        public List<MethodAdvice> methods() {
            return List.of(
                    opening("getConnection", "()" + CONNECTION, point),
                    opening("getConnection", USER_AND_PASSWORD + CONNECTION, point));
        }
    }
}
