package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServiceNameTest {
    private static String configured(String... settings) {
        return ServiceName.configured(
                settings.length == 0 ? Map.<String, String>of()::get : Map.of(settings[0], settings[1])::get);
    }

    @Test
    void configured_isWhatTheSdkFinds() {
        assertThat(configured("otel.service.name", " shop ")).isEqualTo("shop");
        assertThat(configured("otel.resource.attributes", "a=b, service.name=my%20shop+1,c=d"))
                .isEqualTo("my shop+1");
        assertThat(configured("otel.resource.attributes", "service.name=100%")).isEqualTo("100%");
        assertThat(configured("otel.resource.attributes", "service.name=,service.namespace=x"))
                .isEqualTo(ServiceName.ofThisProcess());
        assertThat(configured("otel.service.name", "")).isEqualTo(ServiceName.ofThisProcess());
        assertThat(configured()).isEqualTo(ServiceName.ofThisProcess());
    }
}
