package dev.covet.nplus1;

import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.nplus1.hibernate.HibernatePrograms;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Hibernate asks MariaDB once for each row. */
class MariaDbProgramsTest {
    private static MariaDbServer server;
    private static Matrix matrix;

    @BeforeAll
    static void start() throws SQLException {
        server = MariaDbServer.start();
        matrix = new Matrix(server.createDatabase(), "mariadb");
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
}
