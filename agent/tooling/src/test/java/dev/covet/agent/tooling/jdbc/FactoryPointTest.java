package dev.covet.agent.tooling.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.agent.tooling.jdbc.RecordingWrapper.Marked;
import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import dev.covet.agent.tooling.runtime.ErrorReport;
import dev.covet.agent.tooling.transform.Woven;
import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.optimizer.engine.SelfProtection;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactoryPointTest {
    private final List<String> lines = new ArrayList<>();
    private final SelfProtection protection = new SelfProtection(
            System::nanoTime, new ErrorReport(new AgentLog(LogLevel.INFO, System::nanoTime, lines::add)));
    private final RecordingWrapper wrapper = new RecordingWrapper();
    private final Woven loader = new Woven(
            JdbcFactories.instrumentations(wrapper),
            protection,
            "org.h2.",
            "org.sqlite.",
            "com.acme.",
            "org.spy.",
            "org.apache.");

    private <T> T create(String name, Class<T> type) throws ReflectiveOperationException {
        return type.cast(loader.loadClass(name).getConstructor().newInstance());
    }

    private static void set(Object target, String setter, String value) throws ReflectiveOperationException {
        target.getClass().getMethod(setter, String.class).invoke(target, value);
    }

    @AfterEach
    void nothingOfOursFailed() {
        assertThat(lines).isEmpty();
    }

    @Test
    void connect_h2_isWrappedOnce() throws Exception {
        Driver driver = create("org.h2.Driver", Driver.class);
        try (Connection connection = driver.connect("jdbc:h2:mem:", new Properties())) {
            assertThat(connection).isInstanceOf(Marked.class);
        }
        assertThat(driver.connect("jdbc:other:x", new Properties())).isNull();
        assertThat(wrapper.wrapped).containsExactly("Driver jdbc:h2:mem:");
    }

    @Test
    void connect_forCovetItself_isNotWrapped() throws Exception {
        Driver driver = create("org.h2.Driver", Driver.class);
        try (Connection own = OwnConnections.open(() -> driver.connect("jdbc:h2:mem:", new Properties()));
                Connection next = driver.connect("jdbc:h2:mem:", new Properties())) {
            assertThat(own).isNotNull().isNotInstanceOf(Marked.class);
            assertThat(next).isInstanceOf(Marked.class);
        }
        assertThatThrownBy(() -> OwnConnections.open(() -> {
                    throw new SQLException("down");
                }))
                .hasMessage("down");
        assertThat(OwnConnections.isOpening()).isFalse();
    }

    @Test
    void getConnection_h2DataSource_isWrappedOnce() throws Exception {
        DataSource source = create("org.h2.jdbcx.JdbcDataSource", DataSource.class);
        set(source, "setURL", "jdbc:h2:mem:");
        try (Connection first = source.getConnection();
                Connection second = source.getConnection("sa", "")) {
            assertThat(List.of(first, second)).allMatch(Marked.class::isInstance);
        }
        assertThat(wrapper.wrapped).containsExactly("JdbcDataSource null", "JdbcDataSource null");
    }

    @Test
    void getXaConnection_h2_handleIsWrapped() throws Exception {
        Object source = create("org.h2.jdbcx.JdbcDataSource", Object.class);
        set(source, "setURL", "jdbc:h2:mem:");
        XAConnection xa = ((XADataSource) source).getXAConnection();
        PooledConnection pooled = ((ConnectionPoolDataSource) source).getPooledConnection();
        try (Connection first = xa.getConnection();
                Connection second = pooled.getConnection()) {
            assertThat(List.of(first, second)).allMatch(Marked.class::isInstance);
        }
        xa.close();
        pooled.close();
        assertThat(wrapper.wrapped).containsExactly("JdbcXAConnection null", "JdbcXAConnection null");
    }

    @Test
    void branchOfATransaction_leadsTheHandleOfItsConnection() throws Exception {
        Object source = create("org.h2.jdbcx.JdbcDataSource", Object.class);
        set(source, "setURL", "jdbc:h2:mem:");
        XAConnection xa = ((XADataSource) source).getXAConnection();
        XAResource resource = xa.getXAResource();
        Xid branch = new Branch();
        try (Connection early = xa.getConnection()) {
            resource.start(branch, XAResource.TMNOFLAGS);
            assertThat(wrapper.led).containsExactly(true);
            early.createStatement().close();
        }
        // H2 has switched autocommit on again with the end of the first handle, and forgets a branch then.
        xa.getConnection().setAutoCommit(false);
        assertThat(wrapper.led).containsExactly(true, true);
        resource.end(branch, XAResource.TMSUCCESS);
        assertThat(wrapper.led).containsExactly(true, true, false);
        assertThat(wrapper.decided).isZero();
        resource.prepare(branch);
        resource.commit(branch, false);
        assertThat(wrapper.decided).isEqualTo(2);
        xa.close();
    }

    private record Branch() implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {2};
        }
    }

    @Test
    void getConnection_sqlite_isWrappedOnceAndPooledToo() throws Exception {
        DataSource source = create("org.sqlite.SQLiteDataSource", DataSource.class);
        set(source, "setUrl", "jdbc:sqlite::memory:");
        source.getConnection().close();
        ConnectionPoolDataSource pool =
                create("org.sqlite.javax.SQLiteConnectionPoolDataSource", ConnectionPoolDataSource.class);
        set(pool, "setUrl", "jdbc:sqlite::memory:");
        PooledConnection pooled = pool.getPooledConnection();
        pooled.getConnection().close();
        pooled.close();
        assertThat(wrapper.wrapped).containsExactly("SQLiteDataSource null", "SQLitePooledConnection null");
    }

    @Test
    void connect_driverWithoutTheInterfaceInItsOwnName_isWrapped() throws Exception {
        Driver driver = create("com.acme.driver.AcmeDriver", Driver.class);
        assertThat(driver.connect("jdbc:acme:x", new Properties())).isInstanceOf(Marked.class);
    }

    @Test
    void connect_callsItself_onlyTheOuterIsWrapped() throws Exception {
        Driver driver = create("com.acme.driver.AcmeDriver", Driver.class);
        assertThat(driver.connect("jdbc:acme:nested", new Properties())).isInstanceOf(Marked.class);
        assertThat(wrapper.wrapped).containsExactly("AcmeDriver jdbc:acme:nested");
    }

    @Test
    void getXaConnection_unknownDataSourceThatCasts_getsTheDriversOwn() throws Exception {
        XADataSource source = create("com.acme.driver.AcmeDataSource", XADataSource.class);
        source.getXAConnection("user", "password");
        assertThat(source.getClass().getField("physical").get(source)).isNotNull();
        assertThat(wrapper.wrapped).isEmpty();
    }

    @Test
    void connect_driverAroundAnother_onlyTheInnerIsWrapped() throws Exception {
        Driver driver = create("org.spy.jdbc.SpyDriver", Driver.class);
        Connection connection = driver.connect("jdbc:spy:x", new Properties());
        assertThat(connection).isNotInstanceOf(Marked.class);
        assertThat(wrapper.wrapped).containsExactly("AcmeDriver jdbc:acme:x");
    }

    @Test
    void connect_driverInFrontOfAPool_isLeftAlone() throws Exception {
        Driver driver = create("org.apache.commons.dbcp2.PoolingDriver", Driver.class);
        assertThat(driver.connect("jdbc:apache:commons:dbcp:x", new Properties()))
                .isNotNull();
        assertThat(wrapper.wrapped).isEmpty();
    }

    @Test
    void connect_throws_exceptionStaysAndTheNextIsWrapped() throws Exception {
        Driver driver = create("com.acme.driver.AcmeDriver", Driver.class);
        assertThatThrownBy(() -> driver.connect("jdbc:acme:refused", new Properties()))
                .isInstanceOf(SQLException.class)
                .hasMessage("refused");
        assertThat(driver.connect("jdbc:acme:x", new Properties())).isInstanceOf(Marked.class);
    }

    @Test
    void connect_killSwitch_passesThroughAtOnce() throws Exception {
        Driver driver = create("com.acme.driver.AcmeDriver", Driver.class);
        protection.enable(false);
        assertThat(driver.connect("jdbc:acme:x", new Properties())).isNotInstanceOf(Marked.class);
        protection.enable(true);
        assertThat(driver.connect("jdbc:acme:x", new Properties())).isInstanceOf(Marked.class);
        lines.removeIf(line -> line.contains("COVET-2011") || line.contains("COVET-2012"));
    }

    @Test
    void families_segments() {
        assertThat(Families.of(FactoryPointTest.class)).isEqualTo("dev.covet");
        assertThat(Families.of(org.apache.derbyish.Marker.class)).isEqualTo("org.apache.derbyish");
    }
}
