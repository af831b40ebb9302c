package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a driver for MySQL's protocol that were bytes in between are the same rows; other bytes are none. On MariaDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WireRowCodecSpecification {
    private static final String EVERY = "select * from every order by id";
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private TestDatabase database;
    private DriverRows driver;
    private RowCodec codec;
    private final List<Connection> opened = new ArrayList<>();

    abstract WrapperFamily family();

    /** As its URLs begin. */
    abstract String scheme();

    /** What has its prepared statements ask for binary, or not. */
    abstract String options(boolean binary);

    abstract List<String> olderVersions();

    abstract String driverClass();

    @BeforeAll
    void start() throws SQLException {
        database = SharedServers.mariaDb().createDatabase();
        try (Connection made = connect(false);
                Statement statement = made.createStatement()) {
            EveryWireType.create(statement);
            EveryWireType.addEmpty(statement);
            driver = family().rows(made);
        }
        codec = Objects.requireNonNull(driver.codec());
    }

    @AfterEach
    void disconnect() throws SQLException {
        for (Connection each : opened) {
            each.close();
        }
        opened.clear();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    final String url(String options) {
        return database.jdbcUrl(options).replace("jdbc:mariadb:", scheme());
    }

    final TestDatabase database() {
        return database;
    }

    final DriverRows driver() {
        return driver;
    }

    final Connection connect(boolean binary) throws SQLException {
        Connection made = DriverManager.getConnection(url(options(binary)), database.user(), database.password());
        opened.add(made);
        return made;
    }

    private PreparedStatement prepare(boolean binary, String sql) throws SQLException {
        return connect(binary).prepareStatement(sql);
    }

    private Rows rows(ResultSet made) {
        return Objects.requireNonNull(driver.of(made));
    }

    private byte[] encoded(Rows rows) {
        return Objects.requireNonNull(codec.encode(rows));
    }

    private Rows decoded(byte[] bytes) {
        return Objects.requireNonNull(codec.decode(bytes));
    }

    private byte[] every(boolean binary) throws SQLException {
        return encoded(rows(prepare(binary, "select * from every where id < 3").executeQuery()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decode_everyTypeAndGetter_readsAsTheOriginal(boolean binary) throws SQLException {
        PreparedStatement statement = prepare(binary, EVERY);
        ResultSet made = statement.executeQuery();
        Rows rows = rows(made);
        byte[] bytes = encoded(rows);
        List<String> original = ResultTranscript.of(made, statement);

        Rows back = decoded(bytes);

        assertThat(back.sameAs(rows)).isTrue();
        assertThat(rows.sameAs(back)).isTrue();
        assertThat(encoded(back)).isEqualTo(bytes);
        assertThat(original.size()).isGreaterThan(10_000);
        assertThat(ResultTranscript.differences(ResultTranscript.of(back.replayOn(statement), statement), original))
                .isEmpty();
        // Another JVM has another connection.
        PreparedStatement elsewhere = prepare(binary, EVERY);
        List<String> there = ResultTranscript.of(elsewhere.executeQuery(), elsewhere);
        assertThat(ResultTranscript.differences(ResultTranscript.of(back.replayOn(elsewhere), elsewhere), there))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decode_olderDrivers_readsAsTheOriginal(boolean binary) throws Exception {
        for (String jar : olderVersions()) {
            try (DriverVersion version = DriverVersion.of(jar);
                    Connection connection =
                            version.connect(driverClass(), url(options(binary)), database.user(), database.password());
                    PreparedStatement statement = connection.prepareStatement(EVERY)) {
                String name = family().getClass().getName();
                DriverRows older = version.family(name.substring(name.indexOf("drivers.") + "drivers.".length()))
                        .rows(connection);
                RowCodec its = Objects.requireNonNull(older.codec());
                ResultSet made = statement.executeQuery();
                Rows rows = Objects.requireNonNull(older.of(made));
                List<String> original = ResultTranscript.of(made, statement);

                Rows back = Objects.requireNonNull(its.decode(Objects.requireNonNull(its.encode(rows))));

                assertThat(back.sameAs(rows)).as(jar).isTrue();
                assertThat(ResultTranscript.differences(
                                ResultTranscript.of(back.replayOn(statement), statement), original))
                        .as(jar)
                        .isEmpty();
                assertThat(its.name()).contains(connection.getMetaData().getDriverVersion());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decode_anyNumberOfColumnsAndNulls_isTheSame(boolean binary) throws SQLException {
        Connection connection = connect(binary);
        for (int columns = 1; columns <= 20; columns++) {
            String list = IntStream.range(0, columns)
                    .mapToObj(i -> i % 3 == 0 ? "nullif(id, 2) as c" + i : "nullif(name, 'pet 3') as c" + i)
                    .collect(Collectors.joining(", "));
            assertSame(connection.prepareStatement("select " + list + " from pet order by id"));
            assertSame(connection.prepareStatement("select " + list + ", repeat(name, 900) as t from pet order by id"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decode_namesEmptyAndLargeResults_areTheSame(boolean binary) throws SQLException {
        Connection connection = connect(binary);
        for (String sql : List.of(
                "select id, name from pet where false",
                "select null as a, '' as `é \" b`, cast(null as char) as c",
                "select p.name as label, p.id from pet p",
                "select q.name from (select name from pet union select 'x') q",
                "select repeat('x', 250 + seq) from seq_1_to_4",
                "select repeat('x', 65533 + seq), seq from seq_1_to_5",
                "select seq, repeat('x', seq) from seq_1_to_2000",
                "select count(*), sum(id), max(name), now() from pet",
                "show variables like 'version%'")) {
            assertSame(connection.prepareStatement(sql));
        }
    }

    private void assertSame(PreparedStatement statement) throws SQLException {
        Rows rows = rows(statement.executeQuery());
        Rows back = decoded(encoded(rows));
        assertThat(back.sameAs(rows)).as("%s", statement).isTrue();
        assertThat(back.size()).isEqualTo(rows.size());
        assertThat(back.label(1)).isEqualTo(rows.label(1));
        assertThat(back.table(1)).isEqualTo(rows.table(1));
        assertThat(back.bytes()).isBetween(rows.bytes() / 2, 2 * rows.bytes());
        try (ResultSet one = back.replayOn(statement)) {
            List<String> read = read(one);
            assertThat(read).isEqualTo(read(rows.replayOn(statement)));
        }
    }

    /** The first getters of each value: all of them is what the others compare. */
    private static List<String> read(ResultSet rows) throws SQLException {
        List<String> read = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        for (int column = 1; column <= columns; column++) {
            read.add(rows.getMetaData().getColumnLabel(column) + " "
                    + rows.getMetaData().getColumnTypeName(column) + " "
                    + rows.getMetaData().getTableName(column));
        }
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                read.add(rows.getString(column) + " " + rows.wasNull() + " " + rows.getObject(column));
            }
        }
        return read;
    }

    @Test
    void decode_plainStatementThatScrolls_readsAsTheOriginal() throws SQLException {
        Statement statement =
                connect(false).createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet made = statement.executeQuery(EVERY);
        byte[] bytes = encoded(rows(made));

        List<String> original = ResultTranscript.of(made, statement);

        assertThat(ResultTranscript.differences(
                        ResultTranscript.of(decoded(bytes).replayOn(statement), statement), original))
                .isEmpty();
    }

    /** Parts have one column less than came over the wire. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decode_partOfABatch_isThePart(boolean binary) throws SQLException {
        for (int columns = 5; columns <= 7; columns++) {
            for (int repeated : new int[] {1, 900}) {
                String list = ", id".repeat(columns) + ", nullif(repeat(name, " + repeated + "), 'pet 3') as n";
                PreparedStatement statement = prepare(binary, "select owner" + list + " from pet where id in (3, 5)");
                Rows single = rows(statement.executeQuery());
                Rows batch =
                        rows(prepare(binary, "select owner" + list + ", 2 - id % 2 as o from pet where id in (3, 4, 5)")
                                .executeQuery());

                List<Rows> parts = Objects.requireNonNull(batch.split(2, single));
                Rows back = decoded(encoded(parts.get(0)));

                assertThat(back.sameAs(single)).isTrue();
                assertThat(back.columns()).isEqualTo(single.columns());
                assertThat(read(back.replayOn(statement))).isEqualTo(read(single.replayOn(statement)));
                assertThat(decoded(encoded(batch.limitedTo(1))).size()).isEqualTo(1);
                assertThat(decoded(encoded(batch.detached())).sameAs(batch)).isTrue();
                disconnect();
            }
        }
    }

    @Test
    void encode_rowsOfSomebodyElse_isNull() {
        Rows other = (Rows) Proxy.newProxyInstance(
                Rows.class.getClassLoader(), new Class<?>[] {Rows.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });

        assertThat(codec.encode(other)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decode_truncated_isNothing(boolean binary) throws SQLException {
        byte[] bytes = every(binary);

        for (int length = 0; length < bytes.length; length++) {
            assertThat(codec.decode(Arrays.copyOf(bytes, length))).isNull();
        }
        assertThat(codec.decode(Arrays.copyOf(bytes, bytes.length + 1))).isNull();
        assertThat(codec.decode(bytes)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decode_anyByteOrBitFlipped_isNothing(boolean binary) throws SQLException {
        byte[] bytes = every(binary);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= (byte) 0xFF;
            assertThat(codec.decode(bytes)).as("byte %s", at).isNull();
            bytes[at] ^= (byte) 0xFF;
        }
        byte[] few = encoded(rows(prepare(binary, "select id, name, null as nothing from pet limit 3")
                .executeQuery()));
        for (int bit = 0; bit < 8 * few.length; bit++) {
            few[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(codec.decode(few)).as("bit %s", bit).isNull();
            few[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(codec.decode(few)).isNotNull();
    }

    @Test
    void decode_foreignBytes_areNothing() throws SQLException {
        Random random = new Random(7);
        byte[] right = every(false);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (bytes.length > 6 && round % 2 == 0) {
                bytes[0] = right[0];
                bytes[1] = right[1];
                seal(bytes);
            }
            assertThat(codec.decode(bytes)).isNull();
        }
        assertThat(codec.decode("a text of somebody else".getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    /** Who gets the checksum right and all else wrong brings no error, and no more memory than the bytes are worth. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decode_wrongNumbersWithRightChecksum_endInNoErrorAndLittleMemory(boolean binary) throws SQLException {
        byte[] right = every(binary);
        int nothing = 0;
        for (int number : new int[] {Integer.MAX_VALUE, -2, 0, 0xFEFEFEFE}) {
            for (int at = 2; at < right.length - 2 * Integer.BYTES; at++) {
                byte[] bytes = right.clone();
                ByteBuffer.wrap(bytes).putInt(at, number);
                nothing += isNothing(seal(bytes)) ? 1 : 0;
            }
        }
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = right.clone();
            bytes[2 + random.nextInt(right.length - 2 - Integer.BYTES)] = (byte) random.nextInt(256);
            nothing += isNothing(seal(bytes)) ? 1 : 0;
        }
        assertThat(nothing).isPositive();
    }

    private static byte[] seal(byte[] bytes) {
        int end = bytes.length - Integer.BYTES;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, end);
        ByteBuffer.wrap(bytes).putInt(end, (int) sum.getValue());
        return bytes;
    }

    /** What is taken for rows can be asked about like any. */
    private boolean isNothing(byte[] bytes) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        Rows rows = codec.decode(bytes);
        long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(1_000_000 + 20L * bytes.length);
        if (rows == null) {
            return true;
        }
        assertThat(rows.bytes()).isLessThan(1_000_000);
        assertThat(codec.encode(rows)).isNotNull();
        for (int column = 1; column <= rows.columns(); column++) {
            assertThat(rows.label(column) + rows.table(column)).isNotNull();
            for (int row = 0; row < rows.size(); row++) {
                rows.key(row, column);
            }
        }
        return false;
    }

    /** JVMs that are set otherwise share nothing, and statements that are of another protocol share nothing in one. */
    @Test
    void format_textAndBinary_areNotTakenForEachOther() throws SQLException {
        CovetConnection text = Wrapping.wrap(connect(false), family());
        CovetConnection binary = Wrapping.wrap(connect(true), family());
        CovetConnection again = Wrapping.wrap(connect(true), family());

        assertThat(identity(text)).isNotEqualTo(identity(binary));
        assertThat(identity(again)).isEqualTo(identity(binary));
        assertThat(driver.format(prepare(false, "select 1")).binary()).isFalse();
        assertThat(driver.format(prepare(true, "select 1")).binary()).isTrue();
        assertThat(driver.formatOfText(connect(true).createStatement()).binary())
                .isFalse();
        assertThat(every(false)).isNotEqualTo(every(true));
    }

    static String identity(CovetConnection connection) {
        return Objects.requireNonNull(connection.session().driver().everywhere());
    }

    @Test
    void name_tellsDriverVersionAndForm() throws SQLException {
        assertThat(codec.name())
                .contains(connect(false).getMetaData().getDriverVersion())
                .endsWith(" 1");
    }
}
