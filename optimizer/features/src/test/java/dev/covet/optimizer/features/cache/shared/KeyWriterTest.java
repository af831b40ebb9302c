package dev.covet.optimizer.features.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two different wishes never have the same name, and equal ones always do. */
class KeyWriterTest {
    private static String name(KeyWriter writer) {
        return Objects.requireNonNull(writer.key()).name();
    }

    private static BoundKey bound(@Nullable Object value, Setter setter, int type) {
        Parameters parameters = new Parameters();
        parameters.set(1, value, setter, type);
        return Objects.requireNonNull(BoundKey.of(parameters, 1));
    }

    private static List<BoundKey> values() {
        List<BoundKey> all = new ArrayList<>(List.of(
                bound(1, Setter.INT, 0),
                bound(1L, Setter.LONG, 0),
                bound((short) 1, Setter.SHORT, 0),
                bound(1, Setter.OBJECT, 0),
                bound(1, Setter.TYPED_OBJECT, Types.INTEGER),
                bound(1, Setter.TYPED_OBJECT, Types.BIGINT),
                bound("1", Setter.STRING, 0),
                bound("1", Setter.OBJECT, 0),
                bound("", Setter.STRING, 0),
                bound("null", Setter.STRING, 0),
                bound(null, Setter.STRING, 0),
                bound(null, Setter.NULL, Types.INTEGER),
                bound(null, Setter.NULL, Types.VARCHAR),
                bound("\ud800", Setter.STRING, 0),
                bound("\udc00", Setter.STRING, 0),
                bound("?", Setter.STRING, 0),
                bound(true, Setter.BOOLEAN, 0),
                bound(false, Setter.BOOLEAN, 0),
                bound(new BigDecimal("1"), Setter.DECIMAL, 0),
                bound(new BigDecimal("1.0"), Setter.DECIMAL, 0),
                bound(new BigDecimal("10"), Setter.DECIMAL, 0),
                bound(new UUID(1, 2), Setter.OBJECT, 0),
                bound(new UUID(2, 1), Setter.OBJECT, 0)));
        all.addAll(times());
        return all;
    }

    private static List<BoundKey> times() {
        Timestamp finer = new Timestamp(86_400_000);
        finer.setNanos(1_000);
        LocalDateTime noon = LocalDateTime.of(2024, 2, 29, 12, 0);
        return List.of(
                bound(LocalDate.of(2024, 2, 29), Setter.OBJECT, 0),
                bound(noon, Setter.OBJECT, 0),
                bound(noon.plusNanos(1_000), Setter.OBJECT, 0),
                bound(noon.atOffset(ZoneOffset.UTC), Setter.OBJECT, 0),
                bound(OffsetDateTime.of(noon.plusHours(1), ZoneOffset.ofHours(1)), Setter.OBJECT, 0),
                bound(noon.toInstant(ZoneOffset.UTC), Setter.OBJECT, 0),
                bound(Instant.EPOCH, Setter.OBJECT, 0),
                bound(new Timestamp(86_400_000), Setter.TIMESTAMP, 0),
                bound(finer, Setter.TIMESTAMP, 0),
                bound(new Date(86_400_000), Setter.DATE, 0),
                bound(new Date(2 * 86_400_000), Setter.DATE, 0));
    }

    @Test
    void values_differentOnes_haveDifferentNames() {
        List<String> names = values().stream()
                .map(each -> name(new KeyWriter().values(each)))
                .toList();

        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(30);
        assertThat(values().stream().map(each -> name(new KeyWriter().values(each))))
                .containsExactlyElementsOf(names);
    }

    @Test
    void values_datesInAnotherZone_haveAnotherName() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            List<String> berlin = inZone();
            String number = name(new KeyWriter().values(bound(0, Setter.INT, 0)));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));

            assertThat(inZone()).doesNotContainAnyElementsOf(berlin).hasSameSizeAs(berlin);
            assertThat(name(new KeyWriter().values(bound(0, Setter.INT, 0)))).isEqualTo(number);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static List<String> inZone() {
        return List.<Object>of(new Timestamp(0), new Date(0), Instant.EPOCH, OffsetDateTime.MAX, Instant.MIN).stream()
                .map(value -> name(new KeyWriter().values(bound(value, Setter.OBJECT, 0))))
                .toList();
    }

    @Test
    void text_partsAreNotMixedUp() {
        assertThat(List.of(
                        name(new KeyWriter()),
                        name(new KeyWriter().text("")),
                        name(new KeyWriter().text("").text("")),
                        name(new KeyWriter().text("ab").text("c")),
                        name(new KeyWriter().text("a").text("bc")),
                        name(new KeyWriter().text("abc")),
                        name(new KeyWriter().number(0)),
                        name(new KeyWriter().number(1).text("1"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void key_secondDigest_isAnother() {
        SharedKey one = Objects.requireNonNull(new KeyWriter().text("one").key());
        SharedKey two = Objects.requireNonNull(new KeyWriter().text("two").key());

        assertThat(one.digest()).hasSize(32).isNotEqualTo(two.digest());
        assertThat(one.name()).startsWith("covet:").doesNotContain("one");
        assertThat(one.lease()).startsWith("covet:lease:").isNotEqualTo(two.lease());
    }
}
