package dev.covet.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.Wrapped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stages may decide, tried with a second database that stands for another node or a cache. */
class VerdictTest {
    private Connection elsewhere;
    private @Nullable Connection here;

    @BeforeEach
    void connect() throws SQLException {
        elsewhere = Boundaries.h2();
        try (Statement statement = elsewhere.createStatement()) {
            statement.execute("update pet set name = 'elsewhere'");
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        Objects.requireNonNull(here).close();
        elsewhere.close();
    }

    @Test
    void answer_query_givesTheseRowsAsAResultOfTheSameStatement() throws SQLException {
        Statement statement = statement(call -> new Verdict.Answer(made -> rowsElsewhere()));

        ResultSet rows = statement.executeQuery("select name from pet");

        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("elsewhere");
    }

    @Test
    void answer_execute_isFetchedAsUsual() throws SQLException {
        Statement statement = statement(call -> new Verdict.Answer(VerdictTest::executed));

        assertThat(statement.execute("select name from pet")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        ResultSet rows = statement.getResultSet();
        assertThat(statement.getResultSet()).isSameAs(rows);

        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("elsewhere");
    }

    @Test
    void answer_executeThatWantsKeys_isNotPossibleSoTheDatabaseIsAsked() throws SQLException {
        Statement statement = statement(call -> new Verdict.Answer(VerdictTest::executed));

        assertThat(statement.execute("delete from pet where id = 1", Statement.RETURN_GENERATED_KEYS))
                .isFalse();
    }

    @Test
    void answer_update_isNotPossibleSoTheDatabaseIsAsked() throws SQLException {
        Statement statement = statement(call -> new Verdict.Answer(made -> rowsElsewhere()));

        assertThat(statement.executeUpdate("delete from pet where id = 1")).isEqualTo(1);
    }

    @Test
    void answer_cannotBeReplayed_theDatabaseIsAsked() throws SQLException {
        Statement statement = tolerantStatement(call -> new Verdict.Answer(made -> {
            throw new IllegalStateException("planted");
        }));

        ResultSet rows = statement.executeQuery("select name from pet order by id");

        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("Rex");
    }

    @Test
    void redirect_query_isExecutedByTheTwin() throws SQLException {
        Statement statement = statement(call -> new Verdict.Redirect((asked, original) -> elsewhere.createStatement()));

        ResultSet rows = statement.executeQuery("select name from pet");

        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("elsewhere");
        assertThat(rows.getStatement()).isSameAs(statement);
    }

    @Test
    void redirect_execute_resultsComeFromTheTwin() throws SQLException {
        Statement statement = statement(call -> new Verdict.Redirect((asked, original) -> elsewhere.createStatement()));

        assertThat(statement.execute("select name from pet")).isTrue();
        ResultSet rows = statement.getResultSet();

        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("elsewhere");
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void redirect_prepared_twinIsExecutedWithoutText() throws SQLException {
        Statement other = statement(call -> new Verdict.Redirect(
                (asked, original) -> elsewhere.prepareStatement(asked.text().sql())));
        PreparedStatement query = other.getConnection().prepareStatement("select name from pet");

        ResultSet rows = query.executeQuery();

        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("elsewhere");
    }

    @Test
    void reject_any_throwsThisException() throws SQLException {
        SQLException rejection = new SQLException("The node is down.", "08001");
        Statement statement = statement(call -> new Verdict.Reject(rejection));

        assertThatThrownBy(() -> statement.executeUpdate("delete from pet")).isSameAs(rejection);

        Statement raw = (Statement) ((Wrapped) statement).covetDelegate();
        try (ResultSet rows = raw.executeQuery("select count(*) from pet")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
    }

    /** As an adapter of a driver does it: the statement knows the result afterwards. */
    private static ResultSet executed(Statement made) throws SQLException {
        return made.executeQuery("select 'elsewhere'");
    }

    private ResultSet rowsElsewhere() throws SQLException {
        return elsewhere.createStatement().executeQuery("select name from pet");
    }

    private Statement tolerantStatement(Function<StatementCall, Verdict> decision) throws SQLException {
        return connected(Boundaries.tolerant(Map.of(StageOrder.ROUTE, new RecordingStage(decision))));
    }

    private Statement statement(Function<StatementCall, Verdict> decision) throws SQLException {
        return connected(Boundaries.engine(Map.of(StageOrder.ROUTE, new RecordingStage(decision))));
    }

    private Statement connected(Engine engine) throws SQLException {
        Connection connection = Boundaries.wrap(Boundaries.h2(), engine);
        here = connection;
        return connection.createStatement();
    }
}
