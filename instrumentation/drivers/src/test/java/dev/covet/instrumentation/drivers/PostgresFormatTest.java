package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.instrumentation.drivers.postgresql.PostgresDriverRows;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;

/** The format of an execution is known before it, and is the same whether those before were sent or answered here. */
class PostgresFormatTest {
    @RegisterExtension
    static final FilledDatabase FILLED =
            FilledDatabase.in(SharedServers.postgres(), "create table formats (id bigint, name text, seen timestamp)");

    /** The server says bigint of the key, text, and a time without a zone. */
    private static final List<String> QUERIES = List.of(
            "select count(*) from formats where id = ?",
            "select count(*) from formats where name = ?",
            "select count(*) from formats where seen < ?");

    /** Each statement has a threshold of its own, though they share what the driver knows of their text. */
    private static final int MIXED = 99;

    private static final List<Integer> THRESHOLDS = List.of(-1, 0, 1, 3, 9);

    private static final int SEQUENCES = 12;
    private static final int STEPS = 14;

    private final DriverRows driver;

    PostgresFormatTest() throws ReflectiveOperationException {
        driver = new PostgresDriverRows();
    }

    private interface Value {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private static final List<List<Value>> VALUES = List.of(
            List.of(
                    to -> to.setLong(1, 7),
                    to -> to.setLong(1, 8),
                    to -> to.setNull(1, Types.NULL),
                    to -> to.setNull(1, Types.BIGINT),
                    to -> to.setInt(1, 9)),
            List.of(
                    to -> to.setString(1, "a"),
                    to -> to.setString(1, "b"),
                    to -> to.setNull(1, Types.NULL),
                    to -> to.setObject(1, null),
                    to -> to.setObject(1, "c", Types.CHAR)),
            List.of(
                    to -> to.setTimestamp(1, new Timestamp(0)),
                    to -> to.setTimestamp(1, new Timestamp(1)),
                    to -> to.setNull(1, Types.NULL),
                    to -> to.setNull(1, Types.TIMESTAMP),
                    to -> to.setTimestamp(1, new Timestamp(2))));

    /** One connection sends everything; the other one leaves out all that need not be sent. */
    private final class Twins {
        private final Connection bare;
        private final Connection sparing;
        private final int threshold;
        private final List<String> said = new ArrayList<>();
        private int spared;

        Twins(Connection bare, Connection sparing, int threshold) {
            this.bare = bare;
            this.sparing = sparing;
            this.threshold = threshold;
        }

        void run(String text, List<Value> values, Random random) throws SQLException {
            boolean reused = random.nextBoolean();
            int set = threshold(random);
            PreparedStatement one = prepared(bare, text, set);
            PreparedStatement other = prepared(sparing, text, set);
            for (int step = 0; step < STEPS; step++) {
                // Mostly keys, as in a loop.
                int chosen = random.nextInt(3) > 0 ? random.nextInt(2) : random.nextInt(values.size());
                if (!reused) {
                    one.close();
                    other.close();
                    set = threshold(random);
                    one = prepared(bare, text, set);
                    other = prepared(sparing, text, set);
                }
                step(one, other, values.get(chosen), chosen);
            }
            one.close();
            other.close();
            said.clear();
        }

        private void step(PreparedStatement one, PreparedStatement other, Value value, int chosen) throws SQLException {
            value.bind(one);
            value.bind(other);
            RowFormat format = driver.format(other);
            ResultSet sent = one.executeQuery();
            boolean binary = isBinary(sent);
            said.add(chosen + (binary ? " binary " : " text ") + format);
            if (format.lasts()) {
                assertThat(format.binary()).as("%s", said).isEqualTo(binary);
                Rows rows = driver.of(sent);
                assertThat(isBinary(rows.replayOn(other))).as("%s", said).isEqualTo(binary);
                spared++;
            } else {
                assertThat(isBinary(other.executeQuery())).as("%s", said).isEqualTo(binary);
            }
        }

        private int threshold(Random random) {
            return threshold == MIXED ? THRESHOLDS.get(random.nextInt(THRESHOLDS.size())) : threshold;
        }

        private PreparedStatement prepared(Connection connection, String text, int set) throws SQLException {
            PreparedStatement made = connection.prepareStatement(text);
            ((PGStatement) made).setPrepareThreshold(set);
            return made;
        }

        /** The bytes of a bigint as they came. */
        private boolean isBinary(ResultSet rows) throws SQLException {
            rows.next();
            return rows.getBytes(1).length == Long.BYTES;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 5, MIXED})
    void format_ofAnySequence_isThatOfTheBareDriver(int threshold) throws SQLException {
        Random random = new Random(threshold);
        try (Connection bare = FILLED.database().connect();
                Connection sparing = FILLED.database().connect()) {
            Twins twins = new Twins(bare, sparing, threshold);
            for (int sequence = 0; sequence < SEQUENCES; sequence++) {
                for (int type = 0; type < QUERIES.size(); type++) {
                    twins.run("/* " + sequence + " */ " + QUERIES.get(type), VALUES.get(type), random);
                }
            }
            assertThat(twins.spared).isGreaterThan(SEQUENCES * QUERIES.size() * STEPS / 4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void format_beforeTheServerStatement_lastsUntilIt(int threshold) throws SQLException {
        try (Connection connection = FILLED.database().connect();
                PreparedStatement statement = connection.prepareStatement(QUERIES.get(0))) {
            ((PGStatement) statement).setPrepareThreshold(threshold);
            statement.setLong(1, 1);
            for (int left = threshold - 1; left > 0; left--) {
                assertThat(driver.format(statement)).isEqualTo(new RowFormat(false, left));
                statement.executeQuery();
            }
            assertThat(driver.format(statement)).isEqualTo(RowFormat.CHANGING);
            statement.executeQuery();
            assertThat(driver.format(statement)).isEqualTo(new RowFormat(true, Integer.MAX_VALUE));
        }
    }
}
