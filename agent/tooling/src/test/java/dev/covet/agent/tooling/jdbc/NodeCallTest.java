package dev.covet.agent.tooling.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.agent.tooling.transform.Woven;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.node.NodeGate;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeOpening;
import dev.covet.optimizer.engine.node.NodeRole;
import dev.covet.optimizer.engine.node.NodeStanding;
import dev.covet.optimizer.engine.node.NodeWatch;
import dev.covet.optimizer.engine.node.WatchedNode;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told to a node of attempts to open connections, and that it can keep a driver from trying. */
class NodeCallTest {
    private final List<Throwable> ours = new ArrayList<>();
    private final NodeGate gate = new NodeGate();
    private final Recorder node = new Recorder();
    private final Woven loader = new Woven(
            JdbcFactories.instrumentations(new RecordingWrapper(), gate, System::nanoTime),
            new SelfProtection(System::nanoTime, (text, error) -> ours.add(error)),
            "org.h2.",
            "com.acme.",
            "org.spy.");

    /** Watches one node. */
    private static final class Recorder implements NodeWatch, WatchedNode {
        final List<String> told = new ArrayList<>();
        final List<NodeName> asked = new ArrayList<>();

        @Nullable SQLException refusal;

        @Nullable NodeOpening opening;

        @Override
        public WatchedNode node(NodeName name) {
            asked.add(name);
            return this;
        }

        @Override
        public List<NodeStanding> standings() {
            return List.of();
        }

        @Override
        public NodeName name() {
            return asked.get(0);
        }

        @Override
        public boolean isClosed() {
            return refusal == null;
        }

        @Override
        public @Nullable SQLException refusesConnect() {
            told.add("asked");
            return refusal;
        }

        @Override
        public @Nullable SQLException refusesBorrow(int idle) {
            return null;
        }

        @Override
        public @Nullable SQLException refusesStatement() {
            return null;
        }

        @Override
        public void connected(NodeOpening how, long nanos) {
            opening = how;
            told.add("connected");
        }

        @Override
        public void connectFailed(@Nullable NodeOpening how, Throwable failure) {
            told.add("failed " + failure.getMessage());
        }

        @Override
        public void answered() {}

        @Override
        public void answered(long now, long nanos) {}

        @Override
        public void failed(Throwable failure) {}

        @Override
        public void lost() {}
    }

    @AfterEach
    void nothingOfOursFailed() {
        assertThat(ours).isEmpty();
    }

    private Driver acme() throws ReflectiveOperationException {
        return (Driver)
                loader.loadClass("com.acme.driver.AcmeDriver").getConstructor().newInstance();
    }

    @Test
    void attempts_areTold_andTheirNodeIsThatOfTheAddress() throws Exception {
        gate.watch(node);
        Driver driver = acme();
        driver.connect("jdbc:acme://Host:7/x", new Properties());
        assertThat(node.asked).containsExactly(new NodeName(Dialect.OTHER, "host:7", NodeRole.ANY));
        assertThat(node.told).containsExactly("asked", "connected");
    }

    @Test
    void driverAroundAnother_isOneAttempt() throws Exception {
        gate.watch(node);
        Driver driver = (Driver)
                loader.loadClass("org.spy.jdbc.SpyDriver").getConstructor().newInstance();
        driver.connect("jdbc:spy://host/x", new Properties());
        assertThat(node.told).containsExactly("asked", "connected");
    }

    @Test
    void failure_isTold_andAnAddressOfSomebodyElseIsNot() throws Exception {
        gate.watch(node);
        Driver driver = acme();
        assertThat(driver.connect("jdbc:other://host/x", new Properties())).isNull();
        assertThat(node.told).containsExactly("asked");
        assertThatThrownBy(() -> driver.connect("jdbc:acme://host/refused", new Properties()))
                .hasMessage("refused");
        assertThat(node.told).containsExactly("asked", "asked", "failed refused");
    }

    @Test
    void refusal_isWhatTheApplicationGets_andTheDriverIsNotCalled() throws Exception {
        gate.watch(node);
        node.refusal = new SQLException("COVET-4401 not now");
        Driver driver = acme();
        assertThatThrownBy(() -> driver.connect("jdbc:acme://host/refused", new Properties()))
                .isSameAs(node.refusal);
        assertThat(node.told).containsExactly("asked");
        assertThat(FactoryCall.isWatched()).isFalse();
        node.refusal = null;
        assertThat(driver.connect("jdbc:acme://host/x", new Properties())).isNotNull();
    }

    @Test
    void threadOfAPool_isNotRefused_andItsNodeIsKnownAfterwards() throws Exception {
        gate.watch(node);
        node.refusal = new SQLException("COVET-4401 not now");
        Driver driver = acme();
        gate.beginFilling(false);
        driver.connect("jdbc:acme://host/x", new Properties());
        assertThat(gate.endFilling()).isSameAs(node);
        assertThat(gate.isFilling()).isFalse();
        assertThat(node.told).containsExactly("connected");
    }

    @Test
    void databaseWithinThisProcess_isNoNode() throws Exception {
        gate.watch(node);
        Driver driver =
                (Driver) loader.loadClass("org.h2.Driver").getConstructor().newInstance();
        driver.connect("jdbc:h2:mem:", new Properties()).close();
        assertThat(node.asked).isEmpty();
    }

    @Test
    void opening_isTheSameCall_andIsNotTold() throws Exception {
        gate.watch(node);
        Driver driver = acme();
        driver.connect("jdbc:acme://host/x", new Properties());
        node.told.clear();
        NodeOpening opening = Objects.requireNonNull(node.opening);
        try (Connection own = opening.open(Duration.ofSeconds(1))) {
            assertThat(own).isNotNull();
        }
        assertThat(node.told).isEmpty();
    }
}
