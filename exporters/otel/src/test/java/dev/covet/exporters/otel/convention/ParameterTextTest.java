package dev.covet.exporters.otel.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Array;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ParameterTextTest {
    private final ParameterText text = new ParameterText(ExportSettings.SECRETS);

    @Test
    void plainValues_areShown() {
        assertThat(text.of(7)).isEqualTo("7");
        assertThat(text.of(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(text.of(LocalDate.of(2026, 1, 2))).isEqualTo("2026-01-02");
        assertThat(text.of("Rex")).isEqualTo("Rex");
        assertThat(text.of(null)).isEqualTo("NULL");
        assertThat(text.of("x".repeat(1_000))).hasSize(256);
    }

    @Test
    void otherValues_areNotAskedForTheirText() {
        assertThat(text.of(new byte[3])).isEqualTo("<3 bytes>");
        assertThat(text.of(new ByteArrayInputStream(new byte[3]))).isEqualTo("<java.io.ByteArrayInputStream>");
        assertThat(text.of(new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("asked");
                    }
                }))
                .startsWith("<dev.covet");
    }

    @Test
    void arrayOfOneElement_isShownAsThat() {
        Array array = (Array) Proxy.newProxyInstance(
                Array.class.getClassLoader(),
                new Class<?>[] {Array.class},
                (proxy, method, arguments) -> method.getName().equals("getArray") ? new Object[] {"Rex"} : "text");
        Parameters parameters = new Parameters();
        parameters.set(1, array, Setter.ARRAY, 0);

        assertThat(text.of(parameters.get(1))).isEqualTo("{Rex}");
    }

    @Test
    void secrets_areReplaced() {
        assertThat(text.of("4111 1111 1111 1111")).isEqualTo("?");
        assertThat(text.of("Bearer abc")).isEqualTo("?");
        assertThat(text.of("eyJhbGciOiJIUzI1NiJ9.e30.x")).isEqualTo("?");
        assertThat(new ParameterText(List.of(Pattern.compile("@"))).of("ann@example.org"))
                .isEqualTo("?");
    }
}
