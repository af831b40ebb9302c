package dev.covet.nplus1;

import dev.covet.fixtures.postgres.PostgresServer;
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

/** What frameworks ask PostgreSQL once for each row. */
class PostgresProgramsTest {
    private static PostgresServer server;
    private static Matrix matrix;

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresServer.start();
        matrix = new Matrix(server.createDatabase(), "postgresql");
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

    @TestFactory
    Stream<DynamicTest> loops_withPrefetching_readTheSameWithFewerStatements() {
        return matrix.tests(new LoopPrograms());
    }

    @TestFactory
    Stream<DynamicTest> myBatis_withPrefetching_readsTheSameWithFewerStatements() {
        return matrix.tests(new MyBatisPrograms());
    }

    @TestFactory
    Stream<DynamicTest> springDataJdbc_withPrefetching_readsTheSameWithFewerStatements() {
        return matrix.tests(new SpringDataPrograms());
    }

    @TestFactory
    Stream<DynamicTest> eclipseLink_withPrefetching_readsTheSameWithFewerStatements() {
        return matrix.tests(new EclipseLinkPrograms());
    }
}
