package dev.covet.exporters.otel.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.exporters.otel.FixedPool;
import dev.covet.optimizer.engine.signal.PoolNumbers;
import dev.covet.optimizer.engine.signal.PoolSignal;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PoolMetricsTest {
    private static int maxima(InMemoryMetricReader reader) {
        return reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals("db.client.connection.max"))
                .findFirst()
                .map(MetricData::getLongSumData)
                .map(data -> data.getPoints().size())
                .orElse(0);
    }

    @Test
    void accept_thousandsOfPools_hundredsAreKeptAndRoomIsMade() {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        try (SdkMeterProvider provider =
                SdkMeterProvider.builder().registerMetricReader(reader).build()) {
            PoolMetrics metrics = new PoolMetrics(provider.get("test"), () -> true);
            List<PoolNumbers> pools = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                PoolNumbers pool = new FixedPool("pool" + i, 1, 0, 0, 10, 0, 10);
                pools.add(pool);
                metrics.accept(new PoolSignal(pool, PoolSignal.Event.USED, 1));
            }
            assertThat(maxima(reader)).isEqualTo(256);
            pools.forEach(pool -> metrics.accept(new PoolSignal(pool, PoolSignal.Event.CLOSED, 0)));
            assertThat(maxima(reader)).isZero();
            metrics.accept(new PoolSignal(pools.get(2_999), PoolSignal.Event.USED, 1));
            assertThat(maxima(reader)).isEqualTo(1);
        }
    }
}
