package dev.covet.instrumentation.pools;

import static dev.covet.instrumentation.pools.PoolInstrumentation.SELF;
import static dev.covet.instrumentation.pools.PoolInstrumentation.after;
import static dev.covet.instrumentation.pools.PoolInstrumentation.around;
import static dev.covet.instrumentation.pools.PoolInstrumentation.before;
import static dev.covet.instrumentation.pools.PoolInstrumentation.lending;
import static dev.covet.instrumentation.pools.PoolInstrumentation.methods;

import dev.covet.instrumentation.spi.AdapterSource;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.node.NodeGate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Where each product lends, takes back, opens and ends. */
public final class PoolInstrumentations {
    private final Pools pools;
    private final NodeGate nodes;
    private final AdapterSource adapters;
    private final LongSupplier nanoTime;

    private PoolInstrumentations(Pools pools, NodeGate nodes, AdapterSource adapters, LongSupplier nanoTime) {
        this.pools = pools;
        this.nodes = nodes;
        this.adapters = adapters;
        this.nanoTime = nanoTime;
    }

    /** Nobody watches where pools lead to. */
    public static List<TypeInstrumentation> all(Pools pools, AdapterSource adapters, LongSupplier nanoTime) {
        return all(pools, new NodeGate(), adapters, nanoTime);
    }

    public static List<TypeInstrumentation> all(
            Pools pools, NodeGate nodes, AdapterSource adapters, LongSupplier nanoTime) {
        PoolInstrumentations made = new PoolInstrumentations(pools, nodes, adapters, nanoTime);
        List<TypeInstrumentation> all = new ArrayList<>();
        all.addAll(made.hikari());
        all.addAll(made.tomcat());
        all.addAll(made.dbcp2());
        all.addAll(made.c3p0());
        all.addAll(made.agroal());
        return all;
    }

    private PoolPoints points(String adapter) {
        return new PoolPoints(
                pools, nodes, adapters, PoolInstrumentations.class.getPackageName() + '.' + adapter, nanoTime);
    }

    private List<PoolInstrumentation> hikari() {
        PoolPoints points = points("hikari.HikariAdapter");
        String root = "com.zaxxer.hikari.pool.";
        return List.of(
                methods(
                        root + "HikariPool",
                        lending("getConnection", "(J)", points.new Borrow()),
                        before("shutdown", "()", points.new Close())),
                methods(root + "PoolBase", around("newConnection", "(", points.new Create(true, true))),
                methods(
                        root + "PoolEntry",
                        before("createProxyConnection", "(", new PoolPoints.Lent(SELF)),
                        before("recycle", "(", points.new Return(SELF)),
                        // One that is broken does not come back: it is thrown away while it is lent.
                        before("evict", "(", points.new Return(SELF))));
    }

    private List<PoolInstrumentation> tomcat() {
        PoolPoints points = points("tomcat.TomcatAdapter");
        return List.of(methods(
                "org.apache.tomcat.jdbc.pool.ConnectionPool",
                around("init", "(", new PoolPoints.Internal()),
                lending("getConnection", "(", points.new Borrow()),
                after("borrowConnection", "(I", new PoolPoints.Lent(SELF)),
                around("createConnection", "(", points.new Create(true)),
                before("returnConnection", "(", points.new Return(0)),
                before("close", "(Z)", points.new Close())));
    }

    private List<PoolInstrumentation> dbcp2() {
        PoolPoints points = points("dbcp2.Dbcp2Adapter");
        String root = "org.apache.commons.dbcp2.";
        return List.of(
                methods(
                        root + "BasicDataSource",
                        lending("getConnection", "()", points.new Borrow()),
                        before("close", "()", points.new Close())),
                methods(
                        root + "PoolableConnectionFactory",
                        around("makeObject", "()", points.new Create(false)),
                        before("activateObject", "(", new PoolPoints.Lent(0))),
                methods(root + "PoolableConnection", before("close", "()", points.new Return(SELF))));
    }

    private List<PoolInstrumentation> c3p0() {
        PoolPoints points = points("c3p0.C3p0Adapter");
        String root = "com.mchange.v2.c3p0.impl.";
        String pool = root + "C3P0PooledConnectionPool";
        return List.of(
                methods(
                        root + "AbstractPoolBackedDataSource",
                        lending("getConnection", "(", points.new Borrow()),
                        before("close", "()", points.new Close()),
                        before("close", "(Z)", points.new Close())),
                methods(
                        pool,
                        after("checkoutPooledConnection", "()", new PoolPoints.Lent(SELF)),
                        before("checkinPooledConnection", "(", points.new Return(0))),
                methods(
                        pool + "$1PooledConnectionResourcePoolManager",
                        around("acquireResource", "()", points.new Create(false))));
    }

    private List<PoolInstrumentation> agroal() {
        PoolPoints points = points("agroal.AgroalAdapter");
        return List.of(
                methods(
                        "io.agroal.pool.ConnectionPool",
                        lending("getConnection", "()", points.new Borrow()),
                        lending("getReadOnlyConnection", "()", points.new Borrow()),
                        before("afterAcquire", "(J", new PoolPoints.Lent(1)),
                        before("returnConnectionHandler", "(", points.new Return(0)),
                        around("createAndPoolConnection", "()", points.new Create(true)),
                        before("close", "()", points.new Close())),
                methods(
                        "io.agroal.pool.ConnectionHandler",
                        before("onConnectionWrapperClose", "(", points.new Closing())));
    }
}
