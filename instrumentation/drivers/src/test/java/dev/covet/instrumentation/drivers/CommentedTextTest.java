package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.recorder.SqlRecorder;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.SentText;
import dev.covet.optimizer.engine.StatementCall;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A comment at the end of a text disturbs nothing that drivers do to texts: keys, rewritten batches, escapes. */
class CommentedTextTest {
    private static final String COMMENT = " /*application='shop'*/";

    /** As the trace feature does it, for texts without a semicolon. */
    private enum Comments implements SentText {
        EVERYWHERE;

        @Override
        public String prepared(ConnectionSession session, String sql) {
            return sql + COMMENT;
        }

        @Override
        public String executed(StatementCall call, String sql) {
            return sql + COMMENT;
        }
    }

    private static List<String> work(SqlRecorder recorder, String url, String user, String password, String id)
            throws SQLException {
        try (CovetConnection connection =
                        Wrapping.wrap(DriverManager.getConnection(url, user, password), WrapperFamily.PLAIN);
                Statement statement = connection.createStatement()) {
            statement.execute("create table pet (id " + id + " primary key, age int)");
            connection.session().engine().sentText(Comments.EVERYWHERE);
            recorder.clear();
            keys(connection, statement);
            batch(connection);
            escape(connection);
            connection.session().engine().sentText(SentText.AS_GIVEN);
            statement.execute("drop table pet");
            return recorder.texts();
        }
    }

    private static void keys(CovetConnection connection, Statement statement) throws SQLException {
        String insert = "insert into pet (age) values (";
        try (PreparedStatement prepared = connection.prepareStatement(insert + "?)", Statement.RETURN_GENERATED_KEYS)) {
            prepared.setInt(1, 7);
            assertThat(prepared.executeUpdate()).isEqualTo(1);
            assertThat(key(prepared)).isEqualTo(1);
        }
        statement.executeUpdate(insert + "7)", Statement.RETURN_GENERATED_KEYS);
        assertThat(key(statement)).isEqualTo(2);
    }

    private static int key(Statement statement) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertThat(keys.next()).isTrue();
            return keys.getInt(1);
        }
    }

    private static void batch(CovetConnection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into pet (age) values (?)")) {
            for (int age = 0; age < 8; age++) {
                insert.setInt(1, age);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(8);
        }
    }

    private static void escape(CovetConnection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select {fn ucase('a')}, count(*) from pet where age < ?")) {
            select.setInt(1, 100);
            assertThat(select.getParameterMetaData().getParameterCount()).isEqualTo(1);
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("A");
                assertThat(rows.getInt(2)).isEqualTo(10);
            }
        }
    }

    @Test
    void postgres_keysRewrittenBatchesAndEscapes_work() throws SQLException {
        try (PostgresServer server = PostgresServer.start();
                SqlRecorder recorder = SqlRecorder.postgres("127.0.0.1", server.port())) {
            String url = "jdbc:postgresql://127.0.0.1:" + recorder.port()
                    + "/postgres?sslmode=disable&reWriteBatchedInserts=true";
            assertThat(work(recorder, url, server.user(), server.password(), "serial"))
                    .contains(
                            "insert into pet (age) values (7)" + COMMENT + "\nRETURNING *",
                            "insert into pet (age) values ($1),($2),($3),($4),($5),($6),($7),($8)" + COMMENT);
        }
    }

    @Test
    void mariaDb_eachDriver_keysRewrittenBatchesAndEscapesWork() throws SQLException {
        try (MariaDbServer server = MariaDbServer.start();
                SqlRecorder recorder = SqlRecorder.mariaDb("127.0.0.1", server.port())) {
            String address = "://127.0.0.1:" + recorder.port()
                    + server.createDatabase().jdbcUrl().replaceAll(".*/", "/") + "?rewriteBatchedStatements=true";
            String id = "int auto_increment";
            assertThat(work(recorder, "jdbc:mariadb" + address, server.user(), server.password(), id))
                    .contains("insert into pet (age) values (7)" + COMMENT);
            String mySql = "jdbc:mysql" + address + "&sslMode=DISABLED&allowPublicKeyRetrieval=true";
            assertThat(work(recorder, mySql, server.user(), server.password(), id))
                    .contains("insert into pet (age) values (0),(1),(2),(3),(4),(5),(6),(7)" + COMMENT);
        }
    }
}
