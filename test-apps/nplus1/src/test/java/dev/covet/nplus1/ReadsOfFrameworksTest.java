package dev.covet.nplus1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.nplus1.eclipselink.EclipseLinkPrograms;
import dev.covet.nplus1.hibernate.HibernatePrograms;
import dev.covet.nplus1.loops.LoopPrograms;
import dev.covet.nplus1.mybatis.MyBatisPrograms;
import dev.covet.nplus1.springdata.SpringDataPrograms;
import dev.covet.optimizer.catalog.MySqlCatalog;
import dev.covet.optimizer.catalog.PostgresCatalog;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries that frameworks write are recognised as reads, which a replica may answer. */
class ReadsOfFrameworksTest {
    private static final double LEAST = 0.9;

    private static final Map<String, Function<DataSource, Map<String, Callable<List<String>>>>> FRAMEWORKS = Map.of(
            "Hibernate", new HibernatePrograms(),
            "Spring Data JDBC", new SpringDataPrograms(),
            "MyBatis", new MyBatisPrograms(),
            "jOOQ, JDBI and JdbcTemplate", new LoopPrograms(),
            "EclipseLink", new EclipseLinkPrograms());

    private static PostgresServer postgres;
    private static MariaDbServer mariaDb;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
        mariaDb = MariaDbServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
        mariaDb.close();
    }

    @Test
    void queriesOnPostgres_areReads() throws Exception {
        assertReads(postgres, Dialect.POSTGRESQL);
    }

    @Test
    void queriesOnMariaDb_areReads() throws Exception {
        assertReads(mariaDb, Dialect.MYSQL);
    }

    private static void assertReads(DatabaseServer server, Dialect dialect) throws Exception {
        for (var framework : FRAMEWORKS.entrySet()) {
            try (TestDatabase database = server.createDatabase()) {
                try (Connection connection = database.connect()) {
                    Hospital.fill(connection);
                }
                Set<String> queries = queries(database, framework.getValue(), dialect);
                List<String> refused = refused(database, queries, dialect);
                double share = 1 - refused.size() / (double) queries.size();
                assertThat(queries).as(framework.getKey()).isNotEmpty();
                assertThat(share)
                        .as(framework.getKey() + ": " + queries.size() + " queries, of which these are refused:\n"
                                + String.join("\n", refused))
                        .isGreaterThanOrEqualTo(LEAST);
            }
        }
    }

    private static Set<String> queries(
            TestDatabase database, Function<DataSource, Map<String, Callable<List<String>>>> framework, Dialect dialect)
            throws Exception {
        Set<String> queries = new LinkedHashSet<>();
        try (Lane lane = Lane.bare(database)) {
            for (Callable<List<String>> program :
                    framework.apply(lane.dataSource()).values()) {
                lane.request(source -> program.call());
                queries.addAll(lane.sent().statements());
            }
        }
        queries.removeIf(sql -> SqlText.of(sql, dialect).kind() != StatementKind.SELECT);
        return queries;
    }

    private static List<String> refused(TestDatabase database, Set<String> queries, Dialect dialect)
            throws SQLException {
        List<String> refused = new ArrayList<>();
        try (Connection connection = database.connect()) {
            for (String sql : queries) {
                QueryShape shape = QueryShape.of(SqlText.of(sql, dialect));
                List<String> reasons = dialect == Dialect.POSTGRESQL
                        ? PostgresCatalog.judge(connection, shape, "route", false, false)
                                .reasons()
                        : MySqlCatalog.judge(connection, shape, "route", false).reasons();
                if (!reasons.isEmpty()) {
                    refused.add(sql + " => " + reasons);
                }
            }
        }
        return refused;
    }
}
