package dev.covet.instrumentation.jdbc.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.instrumentation.jdbc.binlog.EventReader.Step;
import dev.covet.optimizer.engine.change.ChangedTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events written by hand: those that MySQL has, and those that ought not to be. */
class EventReaderTest {
    private static final int HEADER = 19;
    private static final ChangedTable PET = new ChangedTable("shop", "pet");

    private EventReader reader;
    private int end;

    @BeforeEach
    void begin() throws SQLException {
        reader = new EventReader(false);
        end = 4;
        Step step = read(event(4, 0, body -> body.putLong(4).put("binlog.000007".getBytes(StandardCharsets.UTF_8))));
        assertThat(step.position()).isEqualTo(new LogPosition(7, 4));
    }

    private static byte[] event(int kind, int end, Consumer<ByteBuffer> body) {
        ByteBuffer bytes = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(HEADER);
        body.accept(bytes);
        int size = bytes.position();
        bytes.putInt(0, 1)
                .put(4, (byte) kind)
                .putInt(5, 1)
                .putInt(9, size)
                .putInt(13, end)
                .putShort(17, (short) 0);
        byte[] exact = new byte[size];
        bytes.get(0, exact);
        return exact;
    }

    private Step read(byte[] event) throws SQLException {
        return Objects.requireNonNull(reader.read(ByteBuffer.wrap(event)));
    }

    private List<Told> told(byte[]... events) throws SQLException {
        List<Told> told = new ArrayList<>();
        for (byte[] event : events) {
            Step step = reader.read(ByteBuffer.wrap(event));
            if (step != null && step.told() != null) {
                told.add(step.told());
            }
        }
        return told;
    }

    private int next() {
        return end += 100;
    }

    private byte[] gtid(long number) {
        return event(33, next(), body -> {
            body.put((byte) 1).order(ByteOrder.BIG_ENDIAN).putLong(0).putLong(2);
            body.order(ByteOrder.LITTLE_ENDIAN).putLong(number);
        });
    }

    private byte[] query(String sql) {
        return event(
                2,
                next(),
                body -> body.putInt(1)
                        .putInt(0)
                        .put((byte) 4)
                        .putShort((short) 0)
                        .putShort((short) 2)
                        .put(new byte[] {9, 9})
                        .put("shop\0".getBytes(StandardCharsets.UTF_8))
                        .put(sql.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] table(int number, String name) {
        return event(
                19,
                next(),
                body -> body.putInt(number)
                        .putShort((short) 0)
                        .putShort((short) 1)
                        .put((byte) 4)
                        .put("shop\0".getBytes(StandardCharsets.UTF_8))
                        .put((byte) name.length())
                        .put((name + "\0").getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] rows(int kind, int number) {
        return event(
                kind, next(), body -> body.putInt(number).putShort((short) 0).put(new byte[20]));
    }

    private byte[] commit() {
        return event(16, next(), body -> body.putLong(1));
    }

    private byte[] plain(int kind) {
        return event(kind, next(), body -> body.put(new byte[20]));
    }

    @ParameterizedTest
    @CsvSource({
        "30, false",
        "31, true",
        "32, true",
        "23, false",
        "24, true",
        "25, true",
        "39, true",
        "166, false",
        "167, true",
        "168, true",
        "169, false",
        "170, true",
        "171, true"
    })
    void rows_ofAnyKind_areToldWithTheirTable(int kind, boolean cut) throws Exception {
        List<Told> told =
                told(gtid(5), query("BEGIN"), table(70, "pet"), table(71, "unchanged"), rows(kind, 70), commit());

        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.written()).containsExactly(PET);
            assertThat(one.cut()).hasSize(cut ? 1 : 0);
            assertThat(one.anything()).isFalse();
            assertThat(one.name().gtid()).isEqualTo("00000000-0000-0000-0000-000000000002:5");
            assertThat(one.name().end()).isEqualTo(new LogPosition(7, end));
        });
    }

    @Test
    void transactions_doNotShareTables() throws Exception {
        assertThat(told(gtid(1), query("BEGIN"), table(70, "pet"), rows(30, 70), commit()))
                .hasSize(1);
        assertThat(told(gtid(2), query("BEGIN"), rows(30, 70), commit()))
                .singleElement()
                .matches(Told::anything);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (id int)",
                "insert into pet values (1)",
                "GRANT SELECT ON *.* TO a",
                "FLUSH TABLES"
            })
    void statement_thatIsLoggedAsText_isAnything(String sql) throws Exception {
        assertThat(told(gtid(1), query(sql))).singleElement().matches(Told::anything);
        assertThat(told(gtid(2), query("BEGIN"), query(sql), table(70, "pet"), rows(30, 70), commit()))
                .singleElement()
                .matches(one -> one.anything() && one.written().contains(PET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TEMPORARY TABLE `a`",
                "drop /*!40005 temporary */ table if exists `a`",
                "CREATE TEMPORARY TABLE a (id int)",
                "SAVEPOINT `a`",
                "ROLLBACK TO `a`"
            })
    void statement_thatChangesNothingForOthers_isNotTold(String sql) throws Exception {
        assertThat(told(gtid(1), query(sql))).isEmpty();
        assertThat(told(gtid(2), query("BEGIN"), query(sql), commit())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 17, 18, 6, 99, 172, 250})
    void event_thatIsNotUnderstood_isAnything(int kind) throws Exception {
        assertThat(told(plain(kind))).singleElement().matches(Told::anything);
        assertThat(told(gtid(1), query("BEGIN"), plain(kind), commit()))
                .singleElement()
                .matches(Told::anything);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 13, 14, 28, 29, 35, 36, 160, 161, 163, 164, 27})
    void event_thatChangesNothing_movesOn(int kind) throws Exception {
        assertThat(read(plain(kind)).told()).isNull();
        assertThat(read(plain(kind)).position()).isEqualTo(new LogPosition(7, end));
    }

    @Test
    void prepared_isToldWhenItIsCommitted_orNever() throws Exception {
        assertThat(told(gtid(1), query("XA START X'61',X'',1"), table(70, "pet"), rows(31, 70), prepared("a")))
                .isEmpty();
        assertThat(told(gtid(2), query("XA START X'62',X'',1"), table(70, "pet"), rows(31, 70), prepared("b")))
                .isEmpty();
        assertThat(told(gtid(3), query("XA ROLLBACK X'62',X'',1"))).isEmpty();
        assertThat(told(gtid(4), query("XA COMMIT X'61',X'',1")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.cut()).containsExactly(PET);
                    assertThat(one.name().xid()).isEqualTo("x'61',x'',1");
                    assertThat(one.name().gtid()).endsWith(":4");
                    assertThat(one.anything()).isFalse();
                });
        assertThat(told(gtid(5), query("XA COMMIT X'62',X'',1")))
                .singleElement()
                .matches(Told::anything);
    }

    private byte[] prepared(String name) {
        return event(
                38,
                next(),
                body -> body.put((byte) 0)
                        .putInt(1)
                        .putInt(name.length())
                        .putInt(0)
                        .put(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void checksums_areCutOff_onceTheLogSaysSo() throws Exception {
        byte[] format =
                event(15, next(), body -> body.put(new byte[80]).put((byte) 1).putInt(7));
        read(format);
        byte[] withChecksum = event(
                4,
                0,
                body -> body.putLong(4)
                        .put("binlog.000008".getBytes(StandardCharsets.UTF_8))
                        .putInt(0x41414141));
        assertThat(read(withChecksum).position()).isEqualTo(new LogPosition(8, 4));
    }

    /** Places are told by their lower halves. */
    @Test
    void position_beyondFourGigabytes_goesOn() throws Exception {
        LogPosition far = new LogPosition(7, (5L << 32) - 10);
        assertThat(far.at(20)).isEqualTo(new LogPosition(7, (5L << 32) + 20));
        assertThat(far.at(-20)).isEqualTo(new LogPosition(7, (5L << 32) - 20));
        assertThat(new LogPosition(7, 900).isBefore(new LogPosition(8, 4))).isTrue();
        assertThatThrownBy(() -> LogPosition.of("binlog", 4)).hasMessageContaining("without numbers");
    }

    @Test
    void log_thatLacksSomething_fails() {
        assertThatThrownBy(() -> told(plain(26))).hasMessageContaining("lacks");
        assertThatThrownBy(() -> told(plain(34))).hasMessageContaining("GTID");
        assertThatThrownBy(() -> told(plain(42))).hasMessageContaining("GTID");
        assertThatThrownBy(() -> told(new byte[] {1, 2, 3})).hasMessageContaining("too short");
        assertThatThrownBy(() -> told(gtid(1), query("BEGIN"), table(70, "pet"), gtid(2)))
                .hasMessageContaining("within another");
        assertThatThrownBy(() -> told(event(19, 300, body -> body.putInt(1)))).hasMessageContaining("too short");
    }

    @Test
    void commit_ofNothingThatBegan_isAnything() throws Exception {
        assertThat(told(commit())).singleElement().matches(Told::anything);
        assertThat(told(query("COMMIT"))).singleElement().matches(Told::anything);
    }
}
