package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.optimizer.engine.ManagedEnd;
import dev.covet.optimizer.engine.WrappedConnection;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.xa.PGXADataSource;

/** What a transaction manager commits is seen from then on, and nothing is answered within its transactions. */
class DistributedTest {
    private static final String QUERY = "select id, v from d order by id";

    private static Ground ground;

    private final PGXADataSource source = new PGXADataSource();
    private final Xid branch = new Branch(UUID.randomUUID().toString());
    private XAConnection managed;
    private Connection led;
    private Connection reader;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of("create table d (id int primary key, v text)", "insert into d values (1, 'first')");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        source.setUrl(ground.database().jdbcUrl());
        source.setUser(ground.database().user());
        source.setPassword(ground.database().password());
        managed = source.getXAConnection();
        led = ground.cover(managed.getConnection());
        reader = ground.covered();
    }

    @AfterEach
    void disconnect() throws SQLException {
        ground.letGo();
        reader.close();
        managed.close();
    }

    private record Branch(String name) implements Xid {
        @Override
        public int getFormatId() {
            return 7;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return name.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }

    /** How a transaction manager ends a branch. */
    enum End {
        ONE_PHASE,
        TWO_PHASES,
        BY_ANOTHER,
        ROLLED_BACK
    }

    /** What the agent does where the driver's resource is called. */
    private void lead(boolean on) {
        ((WrappedConnection) led).session().distributed(on);
    }

    private void decide(End end, XAResource resource) throws SQLException, XAException {
        XAConnection another = source.getXAConnection();
        if (end == End.TWO_PHASES || end == End.BY_ANOTHER) {
            resource.prepare(branch);
        }
        ManagedEnd decision = ground.managedEnd();
        try {
            switch (end) {
                case ONE_PHASE -> resource.commit(branch, true);
                case TWO_PHASES -> resource.commit(branch, false);
                case BY_ANOTHER -> another.getXAResource().commit(branch, false);
                default -> resource.rollback(branch);
            }
        } finally {
            decision.answered();
            another.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writeOfABranch_isSeenOnceItIsCommitted(End end) throws Exception {
        ground.warm(reader, QUERY);
        ground.holdBack();
        XAResource resource = managed.getXAResource();
        resource.start(branch, XAResource.TMNOFLAGS);
        lead(true);
        Sql.execute(led, "update d set v = '" + end + "'");
        for (int i = 0; i < 4; i++) {
            assertThat(Ground.told(led, QUERY)).contains(end.name());
            assertThat(ground.outcome()).isEqualTo("distributed");
            ground.assertCurrent(reader, QUERY);
        }
        lead(false);
        resource.end(branch, XAResource.TMSUCCESS);
        for (int i = 0; i < 4; i++) {
            ground.assertCurrent(reader, QUERY);
        }
        decide(end, resource);
        for (int i = 0; i < 4; i++) {
            ground.assertCurrent(reader, QUERY);
        }
        ground.letGo();
        ground.warm(reader, QUERY);
        ground.assertCurrent(led, QUERY);
    }
}
