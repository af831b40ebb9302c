package dev.covet.exporters.otel.convention;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PrefetchMetricsTest {
    private static Map<String, Long> pairs(InMemoryMetricReader reader) {
        return reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals("covet.prefetch.pairs"))
                .map(MetricData::getLongSumData)
                .flatMap(data -> data.getPoints().stream())
                .collect(Collectors.toMap(
                        point -> String.valueOf(point.getAttributes().get(Keys.PREFETCH_STATE)),
                        LongPointData::getValue));
    }

    @Test
    void pairs_areCountedByState_wheneverMetricsAreRead() {
        AtomicReference<Map<String, Integer>> known = new AtomicReference<>(Map.of());
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        try (SdkMeterProvider provider =
                SdkMeterProvider.builder().registerMetricReader(reader).build()) {
            PrefetchMetrics metrics = new PrefetchMetrics(provider.get("test"), 10, known::get);
            assertThat(metrics).isNotNull();
            assertThat(pairs(reader)).isEmpty();
            known.set(Map.of("batches", 3, "resting", 0));
            assertThat(pairs(reader)).containsExactlyInAnyOrderEntriesOf(Map.of("batches", 3L, "resting", 0L));
            known.set(Map.of("batches", 2, "resting", 1));
            assertThat(pairs(reader)).containsExactlyInAnyOrderEntriesOf(Map.of("batches", 2L, "resting", 1L));
        }
    }
}
