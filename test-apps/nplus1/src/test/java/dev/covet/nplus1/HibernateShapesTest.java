package dev.covet.nplus1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.nplus1.hibernate.HibernatePrograms;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shapes of Hibernate's repeated queries. */
class HibernateShapesTest {
    private static PostgresServer server;
    private static TestDatabase database;

    @BeforeAll
    static void fill() throws SQLException {
        server = PostgresServer.start();
        database = server.createDatabase();
        try (Connection connection = database.connect()) {
            Hospital.fill(connection);
        }
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> shape_withAndWithoutPrefetching_readsTheSame() {
        Recorder recorder = new Recorder();
        Map<String, Callable<List<String>>> programs;
        try (Lane boot = Lane.bare(database)) {
            recorder.target(boot.dataSource());
            programs = new HibernatePrograms().apply(recorder.dataSource());
        }
        assertThat(programs).hasSize(20);
        return programs.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Trial trial = Trial.of(each.getKey(), each.getValue(), recorder, database, 4);
                    System.out.println(trial.row());
                    trial.learned().forEach(System.out::println);
                    trial.bare().get(0).calls().stream()
                            .filter(c -> c.contains(".set"))
                            .skip(3)
                            .limit(6)
                            .forEach(System.out::println);
                    trial.assertSame();
                    assertThat(trial.last()).as(trial.row()).isLessThanOrEqualTo(trial.texts());
                }));
    }
}
