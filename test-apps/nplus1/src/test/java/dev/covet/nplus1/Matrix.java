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

    /** Of older versions one program in so many runs in each build. */
    private static final int SAMPLE = 5;

    /** With few repeated queries in each it takes longer to know what a request will ask. */
    private static final int MORE_REQUESTS = 10;

    private static final int MOST_REQUESTS = 24;

    /** Where frameworks find out what database it is. */
    private final TestDatabase home;

    private final TestDatabase database;
    private final Path report;
    private final List<String> rows;
    private final Recorder recorder = new Recorder();

    Matrix(TestDatabase database, String name) throws SQLException {
        this(database, database, Path.of("target", "programs-" + name + ".md"), new ArrayList<>());
        try (Connection connection = database.connect()) {
            Hospital.fill(connection);
        }
    }

    private Matrix(TestDatabase home, TestDatabase database, Path report, List<String> rows) {
        this.home = home;
        this.database = database;
        this.report = report;
        this.rows = rows;
    }

    /**
     * The same database by another URL; need not be closed. Frameworks start over the first one: MySQL's driver cannot tell
     * them all they ask of MariaDB.
     */
    Matrix over(String url) {
        rows.add("By " + url.replaceAll("//.*/", "//…/"));
        TestDatabase same = new TestDatabase(url, database.user(), database.password(), () -> {});
        return new Matrix(home, same, report, rows);
    }

    /** A few of the programs; at night all of them. */
    Stream<DynamicTest> sample(Function<DataSource, Map<String, Callable<List<String>>>> framework) {
        int[] turn = {0};
        return tests(framework).filter(each -> Boolean.getBoolean("nplus1.all") || turn[0]++ % SAMPLE == 0);
    }

    /** A test for each program. They are made once, as an application's framework is, and then get several pools. */
    Stream<DynamicTest> tests(Function<DataSource, Map<String, Callable<List<String>>>> framework) {
        Map<String, Callable<List<String>>> programs;
        try (Lane start = Lane.bare(home)) {
            recorder.target(start.dataSource());
            programs = framework.apply(recorder.dataSource());
        }
        assertThat(programs).isNotEmpty();
        return programs.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> run(each.getKey(), each.getValue())));
    }

    private void run(String name, Callable<List<String>> program) throws Exception {
        Trial trial = Trial.of(name, program, recorder, database, requests(name));
        rows.add(trial.row());
        rows.addAll(trial.learned());
        trial.assertSame();
        // Nobody foretells which rows are passed over.
        boolean partly = name.contains("every tenth");
        assertThat(trial.last()).as(trial.row()).isLessThanOrEqualTo(partly ? trial.first() : trial.texts());
    }

    private static int requests(String name) {
        if (name.contains("break after")) {
            return MOST_REQUESTS;
        }
        return name.contains("every tenth") || name.contains("eager to-one") ? MORE_REQUESTS : REQUESTS;
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
