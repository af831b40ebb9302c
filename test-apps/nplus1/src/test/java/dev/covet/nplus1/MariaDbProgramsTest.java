package dev.covet.nplus1;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.nplus1.eclipselink.EclipseLinkPrograms;
import dev.covet.nplus1.hibernate.HibernatePrograms;
import dev.covet.nplus1.loops.LoopPrograms;
import dev.covet.nplus1.mybatis.MyBatisPrograms;
import dev.covet.nplus1.springdata.SpringDataPrograms;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Hibernate asks MariaDB once for each row. */
class MariaDbProgramsTest {
    private static final boolean ALL = Boolean.getBoolean("nplus1.all");

    private static MariaDbServer server;
    private static TestDatabase database;
    private static Matrix matrix;

    @BeforeAll
    static void start() throws SQLException {
        server = MariaDbServer.start();
        database = server.createDatabase();
        matrix = new Matrix(database, "mariadb");
    }

    @AfterAll
    static void stop() throws IOException {
        matrix.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> hibernate_withPrefetching_readsTheSameWithFewerStatements() {
        return matrix.tests(new HibernatePrograms());
    }

    /** The others at night only: what the database changes shows with one framework already. */
    @TestFactory
    Stream<DynamicTest> others_withPrefetching_readTheSameWithFewerStatements() {
        return ALL
                ? Stream.of(
                                new LoopPrograms(),
                                new MyBatisPrograms(),
                                new SpringDataPrograms(),
                                new EclipseLinkPrograms())
                        .flatMap(each -> matrix.tests(each))
                : Stream.of();
    }

    @TestFactory
    Stream<DynamicTest> hibernateOnItsOtherProtocols_withPrefetching_readsTheSameWithFewerStatements() {
        String url = database.jdbcUrl();
        String mysql = url.replace("jdbc:mariadb:", "jdbc:mysql:");
        String binary = "?useServerPrepStmts=true";
        return ALL
                ? Stream.of(url + binary, mysql, mysql + binary)
                        .flatMap(each -> matrix.over(each).tests(new HibernatePrograms()))
                : Stream.of();
    }
}
