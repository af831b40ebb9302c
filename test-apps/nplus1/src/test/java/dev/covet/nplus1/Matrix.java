package dev.covet.nplus1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;

/** Programs of frameworks on one database: each reads the same with prefetching, by the same calls, and soon sends less. */
final class Matrix implements AutoCloseable {
    private static final int REQUESTS = 4;

    /** Programs with few repeated queries, and those that do not want all: it takes longer to know what they want. */
    private static final int MORE_REQUESTS = 10;

    private final TestDatabase database;
    private final Path report;
    private final List<String> rows = new ArrayList<>();
    private final Recorder recorder = new Recorder();

    Matrix(TestDatabase database, String name) throws SQLException {
        this.database = database;
        this.report = Path.of("target", "programs-" + name + ".md");
        try (Connection connection = database.connect()) {
            Hospital.fill(connection);
        }
    }

    /** A test for each program. They are made once, as an application's framework is, and then get several pools. */
    Stream<DynamicTest> tests(Function<DataSource, Map<String, Callable<List<String>>>> framework) {
        Map<String, Callable<List<String>>> programs;
        try (Lane start = Lane.bare(database)) {
            recorder.target(start.dataSource());
            programs = framework.apply(recorder.dataSource());
        }
        assertThat(programs).isNotEmpty();
        return programs.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> run(each.getKey(), each.getValue())));
    }

    private void run(String name, Callable<List<String>> program) throws Exception {
        boolean partly = name.contains("break after") || name.contains("every tenth");
        boolean few = partly || name.contains("eager to-one");
        Trial trial = Trial.of(name, program, recorder, database, few ? MORE_REQUESTS : REQUESTS);
        rows.add(trial.row());
        rows.addAll(trial.learned());
        trial.assertSame();
        if (partly) {
            assertThat(trial.last()).as(trial.row()).isLessThan(trial.first());
        } else {
            assertThat(trial.last()).as(trial.row()).isLessThanOrEqualTo(trial.texts());
        }
    }

    /** Writes down what was measured. */
    @Override
    public void close() throws IOException {
        Files.createDirectories(Path.of("target"));
        rows.add(0, "| program | bare | different texts | with prefetching: first request | second | third | fourth |");
        Files.write(report, rows);
        database.close();
    }
}
