package dev.covet.optimizer.features.cache.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import dev.covet.optimizer.features.cache.shared.Sealing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotFileTest {
    @TempDir
    private Path folder;

    private HotFile file;

    @BeforeEach
    void make() {
        file = new HotFile(folder.resolve("hot"), plain(), 50);
    }

    private static Sealing plain() {
        return Objects.requireNonNull(Sealing.of(""));
    }

    private static Heat.Hot hot(String sql, @Nullable Object... values) {
        Parameters parameters = new Parameters();
        for (int i = 0; i < values.length; i++) {
            parameters.set(i + 1, values[i], i == 0 ? Setter.TYPED_OBJECT : Setter.OBJECT, i == 0 ? Types.OTHER : 0);
        }
        BoundKey key = Objects.requireNonNull(BoundKey.of(parameters, values.length));
        return new Heat.Hot(new HotQuery("here", sql, key, true, false, 7), 42);
    }

    @Test
    void everyKindOfValue_isReadAsItWasWritten() throws IOException {
        List<Heat.Hot> all = new ArrayList<>();
        Object[] values = {
            1,
            2L,
            (short) 3,
            true,
            "text \ud800 \u0000 äö",
            UUID.randomUUID(),
            new BigDecimal("-1.50"),
            LocalDate.of(2026, 2, 28),
            LocalDateTime.of(2026, 2, 28, 1, 2, 3, 4),
            OffsetDateTime.parse("2026-02-28T01:02:03.4+05:30"),
            Instant.ofEpochSecond(-5, 6),
            new Date(77_777_777_777L),
            new Timestamp(-1)
        };
        for (Object value : values) {
            all.add(hot("select " + value.getClass(), value, null));
        }
        all.add(hot("select nothing"));
        file.write(all);
        assertThat(file.read()).isEqualTo(all);
    }

    @Test
    void fileThatIsNotThere_isEmpty() throws IOException {
        assertThat(file.read()).isEmpty();
        Files.createFile(folder.resolve("hot"));
        assertThat(file.read()).isEmpty();
    }

    @Test
    void moreThanAreAllowed_areLeftOut() throws IOException {
        List<Heat.Hot> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(hot("select " + i));
        }
        file.write(all);
        assertThat(file.read()).isEqualTo(all.subList(0, 50));
    }

    @Test
    void bytesAreBounded() throws IOException {
        String long0 = "select '" + "x".repeat(500_000);
        file.write(List.of(
                hot(long0 + 1), hot(long0 + 2), hot(long0 + 3), hot(long0 + 4), hot(long0 + 5), hot("select 6")));
        assertThat(Files.size(folder.resolve("hot"))).isLessThanOrEqualTo(4 << 20);
        assertThat(file.read()).hasSize(5);
    }

    /** Whatever is changed or cut off, all or nothing is read. */
    @Test
    void anyByteThatIsAnother_isFound() throws IOException {
        file.write(List.of(hot("select 1", 5), hot("select 2", "text")));
        byte[] good = Files.readAllBytes(folder.resolve("hot"));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x11;
            Files.write(folder.resolve("hot"), bad);
            assertThatThrownBy(file::read).as("byte " + i).isInstanceOf(IOException.class);
            Files.write(folder.resolve("hot"), Arrays.copyOf(good, i));
            if (i > 0) {
                assertThatThrownBy(file::read).as("length " + i).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void folderInItsPlace_isSaid() throws IOException {
        Files.createDirectory(folder.resolve("hot"));
        assertThatThrownBy(() -> file.write(List.of(hot("select 1")))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("hot")).isEmptyDirectory();
    }
}
