package dev.covet.nplus1;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.choice.Servers;
import dev.covet.fixtures.junit.NeedsMySql;
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

/** What frameworks ask MySQL itself once for each row. */
@NeedsMySql
class MySqlProgramsTest {
    private static DatabaseServer server;
    private static TestDatabase database;
    private static Matrix matrix;

    @BeforeAll
    static void start() throws SQLException {
        server = Servers.mySql();
        database = server.createDatabase();
        matrix = new Matrix(database, "mysql");
    }

    @AfterAll
    static void stop() throws IOException {
        matrix.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> frameworks_withPrefetching_readTheSameWithFewerStatements() {
        return Stream.of(new HibernatePrograms(), new LoopPrograms(), new MyBatisPrograms(), new SpringDataPrograms())
                .flatMap(each -> matrix.tests(each));
    }

    @TestFactory
    Stream<DynamicTest> hibernateByTheBinaryProtocol_withPrefetching_readsTheSameWithFewerStatements() {
        return matrix.over(database.jdbcUrl("useServerPrepStmts=true")).tests(new HibernatePrograms());
    }
}
