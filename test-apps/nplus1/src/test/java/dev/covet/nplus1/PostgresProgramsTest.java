package dev.covet.nplus1;

import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.nplus1.eclipselink.EclipseLinkPrograms;
import dev.covet.nplus1.hibernate.HibernatePrograms;
import dev.covet.nplus1.loops.LoopPrograms;
import dev.covet.nplus1.mybatis.MyBatisPrograms;
import dev.covet.nplus1.springdata.SpringDataPrograms;
import java.io.IOException;
import java.nio.file.Path;
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
    private static OtherVersion hibernate6;
    private static OtherVersion hibernate5;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = PostgresServer.start();
        matrix = new Matrix(server.createDatabase(), "postgresql");
        hibernate6 = OtherVersion.of(Path.of("target", "hibernate-6"));
        hibernate5 = OtherVersion.of(Path.of("target", "hibernate-5"));
    }

    @AfterAll
    static void stop() throws IOException {
        matrix.close();
        server.close();
        hibernate6.close();
        hibernate5.close();
    }

    @TestFactory
    Stream<DynamicTest> hibernate_withPrefetching_readsTheSameWithFewerStatements() {
        return matrix.tests(new HibernatePrograms());
    }

    @TestFactory
    Stream<DynamicTest> hibernate6_withPrefetching_readsTheSameWithFewerStatements() {
        return matrix.sample(hibernate6.programs());
    }

    @TestFactory
    Stream<DynamicTest> hibernate5_withPrefetching_readsTheSameWithFewerStatements() {
        return matrix.sample(hibernate5.programs("size of a collection"));
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

    @TestFactory
    Stream<DynamicTest> ebean_withPrefetching_readsTheSameWithFewerStatements() throws ReflectiveOperationException {
        return matrix.tests(new Enhanced().programs());
    }
}
