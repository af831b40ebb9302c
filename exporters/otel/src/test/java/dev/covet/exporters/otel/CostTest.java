package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.scripted.Rows;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import dev.covet.optimizer.engine.UnitOfWork;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes, because they are the same on every machine; for times see the benchmarks. */
final class CostTest {
    private static final int EXECUTIONS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Cost(long application, long signals) {}

    private static long execute(PreparedStatement statement, Traced traced) throws SQLException {
        long allocated = 0;
        long sum = 0;
        for (int done = 0; done < EXECUTIONS; done += 1_000) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sum += rows.getInt(1);
                    }
                }
            }
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
            traced.engine.bus().flush(Traced.SOON);
        }
        assertThat(sum).isEqualTo(7L * EXECUTIONS);
        return allocated / EXECUTIONS;
    }

    private static long signalsThreadBytes() {
        for (long id : THREADS.getAllThreadIds()) {
            var thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().equals("covet-signals-1")) {
                return THREADS.getThreadAllocatedBytes(id);
            }
        }
        return 0;
    }

    private static Cost cost(String sampler) throws SQLException {
        String sql = "select id from pet where id = ?";
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ScriptedDatabase database = ScriptedDatabase.open("cost-" + sampler).recordCalls(false);
                Traced traced = Traced.to(receiver, "otel.traces.sampler", sampler)) {
            database.on(sql).rows(Rows.columns("id").row(7));
            UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "/", System.nanoTime());
            work.trace(traced.engine.traceSource().begin(UnitOfWork.Kind.REQUEST, "GET", Map.<String, String>of()::get));
            UnitOfWork before = UnitOfWork.enter(work);
            try (Connection bare = database.dataSource().getConnection();
                    Connection connection = traced.wrap(bare, "jdbc:postgresql://db/shop");
                    PreparedStatement plain = bare.prepareStatement(sql);
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                plain.setInt(1, 7);
                statement.setInt(1, 7);
                execute(plain, traced);
                execute(statement, traced);
                long withoutUs = execute(plain, traced);
                long signals = signalsThreadBytes();
                long withUs = execute(statement, traced);
                signals = (signalsThreadBytes() - signals) / EXECUTIONS;
                assertThat(traced.engine.bus().dropped()).isZero();
                return new Cost(withUs - withoutUs, signals);
            } finally {
                UnitOfWork.enter(before);
            }
        }
    }

    @Test
    void statement_unsampled_allocatesAtMost200BytesOnTheApplicationsThread() throws SQLException {
        Cost cost = cost("always_off");
        assertThat(cost.application()).as(cost.toString()).isLessThanOrEqualTo(200);
    }

    @Test
    void statement_sampled_allocatesNoMoreOnTheApplicationsThreadAndAThirdOfTheSdkInAll() throws SQLException {
        Cost cost = cost("always_on");
        assertThat(cost.application()).as(cost.toString()).isLessThanOrEqualTo(200);
        assertThat(cost.application() + cost.signals()).as(cost.toString()).isLessThanOrEqualTo(800);
    }
}
