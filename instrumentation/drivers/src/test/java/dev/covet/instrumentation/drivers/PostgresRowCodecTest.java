package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.instrumentation.drivers.postgresql.PostgresDriverRows;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;

/** Rows of pgjdbc that were bytes in between are the same rows; other bytes are none. */
class PostgresRowCodecTest {
    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.in(SharedServers.postgres(), EveryType.TABLES);

    private final DriverRows driver = new PostgresDriverRows();
    private final RowCodec codec = Objects.requireNonNull(driver.codec());
    private Connection connection;

    PostgresRowCodecTest() throws ReflectiveOperationException {}

    @BeforeEach
    void connect() throws SQLException {
        connection = FILLED.database().connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private Rows rows(ResultSet made) {
        return Objects.requireNonNull(driver.of(made));
    }

    private Rows every() throws SQLException {
        return rows(connection.createStatement().executeQuery("select * from every order by id"));
    }

    private byte[] encoded(Rows rows) {
        return Objects.requireNonNull(codec.encode(rows));
    }

    private Rows decoded(byte[] bytes) {
        return Objects.requireNonNull(codec.decode(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void decode_everyTypeAndGetter_readsAsTheOriginal(int threshold) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("select * from every order by id");
        ((PGStatement) statement).setPrepareThreshold(threshold);
        ResultTranscript.of(statement.executeQuery(), statement);
        ResultSet made = statement.executeQuery();
        Rows rows = rows(made);
        byte[] bytes = encoded(rows);
        List<String> original = ResultTranscript.of(made, statement);

        Rows back = decoded(bytes);

        assertThat(back.sameAs(rows)).isTrue();
        assertThat(rows.sameAs(back)).isTrue();
        assertThat(encoded(back)).isEqualTo(bytes);
        assertThat(original.size()).isGreaterThan(5_000);
        assertThat(ResultTranscript.differences(ResultTranscript.of(back.replayOn(statement), statement), original))
                .isEmpty();
    }

    @Test
    void decode_noRowsAndNulls_areTheSame() throws SQLException {
        for (String sql : List.of(
                "select id, name from pet where false",
                "select null::int as a, ''::text as \"é \"\" b\", null::text as c",
                "select repeat('x', 100000), generate_series(1, 20)")) {
            Rows rows = rows(connection.createStatement().executeQuery(sql));

            Rows back = decoded(encoded(rows));

            assertThat(back.sameAs(rows)).as(sql).isTrue();
            assertThat(back.size()).isEqualTo(rows.size());
            assertThat(back.label(1)).isEqualTo(rows.label(1));
        }
    }

    @Test
    void encode_whatCannotBeWritten_isNull() throws SQLException {
        assertThat(codec.encode(rows(connection.createStatement().executeQuery("select from pet"))))
                .isNull();
        assertThat(DriverRows.NONE.codec()).isNull();
        assertThat(codec.name()).contains(connection.getMetaData().getDriverVersion());
    }

    @Test
    void decode_truncated_isNothing() throws SQLException {
        byte[] bytes = encoded(every());

        for (int length = 0; length < bytes.length; length++) {
            assertThat(codec.decode(Arrays.copyOf(bytes, length))).isNull();
        }
        assertThat(codec.decode(Arrays.copyOf(bytes, bytes.length + 1))).isNull();
    }

    @Test
    void decode_anyBitFlipped_isNothing() throws SQLException {
        byte[] bytes = encoded(rows(connection
                .createStatement()
                .executeQuery("select id, name, null::int as nothing from pet order by id limit 3")));

        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(codec.decode(bytes)).as("bit %s", bit).isNull();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(codec.decode(bytes)).isNotNull();
    }

    @Test
    void decode_foreignBytes_areNothing() throws SQLException {
        Random random = new Random(7);
        byte[] right = encoded(every());
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (bytes.length > 2 && round % 2 == 0) {
                bytes[0] = right[0];
                bytes[1] = right[1];
            }
            assertThat(codec.decode(bytes)).isNull();
        }
        assertThat(codec.decode("a text of somebody else".getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    /** Who gets the checksum right and all else wrong brings no error and no memory. */
    @Test
    void decode_wrongNumbersWithRightChecksum_endInNoError() throws SQLException {
        Random random = new Random(11);
        byte[] right = encoded(every());
        int nothing = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = right.clone();
            int end = bytes.length - Integer.BYTES;
            int at = 2 + random.nextInt(end - 2);
            bytes[at] = (byte) random.nextInt(256);
            CRC32C sum = new CRC32C();
            sum.update(bytes, 0, end);
            ByteBuffer.wrap(bytes).putInt(end, (int) sum.getValue());
            nothing += codec.decode(bytes) == null ? 1 : 0;
        }
        assertThat(nothing).isPositive();
    }
}
