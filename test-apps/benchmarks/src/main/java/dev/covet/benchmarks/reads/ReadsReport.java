package dev.covet.benchmarks.reads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The corpora of statements with what only a primary may answer, as the AWS wrapper would send them. That Covet rules each as
 * the corpus says is what {@code PostgresReadsTest} and {@code MariaDbReadsTest} prove on real replicas.
 */
public final class ReadsReport {
    private static final Path CORPORA = Path.of("optimizer/features/src/test/resources/reads");
    private static final Pattern LINE = Pattern.compile("(read~?|primary \\[([^\\]]*)\\]) (.*)");

    private final AwsAnalyser aws;
    private final Consumer<String> lines;

    /**
     * To be printed once, from the root of the repository.
     *
     * @param others the folder with the AWS wrapper
     */
    public ReadsReport(Path others, Consumer<String> lines) {
        this.aws = new AwsAnalyser(others);
        this.lines = lines;
    }

    /**
     * A statement.
     *
     * @param why only the primary may answer it; null if a replica may
     */
    private record Statement(String sql, @Nullable String why) {
        boolean read() {
            return why == null;
        }
    }

    public void print() throws IOException {
        Map<String, String> corpora =
                new TreeMap<>(Map.of("PostgreSQL", "postgres.txt", "MariaDB and MySQL", "mysql.txt"));
        lines.accept("");
        lines.accept("| statements for | may a replica answer? | statements | to the reader | to the writer | fails |");
        lines.accept("|---|---|---:|---:|---:|---:|");
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> corpus : corpora.entrySet()) {
            for (boolean read : new boolean[] {false, true}) {
                List<Statement> statements = statements(CORPORA.resolve(corpus.getValue())).stream()
                        .filter(each -> each.read() == read)
                        .toList();
                row(corpus.getKey(), read, statements);
                statements.stream()
                        .filter(each -> !read && aws.place(each.sql()) == AwsAnalyser.Place.READER)
                        .collect(Collectors.toMap(
                                each -> String.valueOf(each.why()),
                                each -> each,
                                (one, other) -> one,
                                LinkedHashMap::new))
                        .values()
                        .forEach(each ->
                                wrong.add("- " + corpus.getKey() + ": `" + each.sql() + "` (" + each.why() + ")"));
            }
        }
        lines.accept("");
        lines.accept("One of each kind that Covet leaves at the primary and the wrapper sends to the reader:");
        lines.accept("");
        wrong.forEach(lines);
    }

    private void row(String database, boolean read, List<Statement> statements) {
        Map<AwsAnalyser.Place, Long> places = statements.stream()
                .collect(Collectors.groupingBy(each -> aws.place(each.sql()), Collectors.counting()));
        lines.accept(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d |",
                database,
                read ? "yes" : "no",
                statements.size(),
                places.getOrDefault(AwsAnalyser.Place.READER, 0L),
                places.getOrDefault(AwsAnalyser.Place.WRITER, 0L),
                places.getOrDefault(AwsAnalyser.Place.FAILS, 0L)));
    }

    private static List<Statement> statements(Path corpus) throws IOException {
        List<Statement> statements = new ArrayList<>();
        for (String each : Files.readAllLines(corpus)) {
            Matcher line = LINE.matcher(each);
            if (line.matches() && !isOurs(line)) {
                statements.add(new Statement(line.group(3), line.group(2)));
            }
        }
        return statements;
    }

    /** What is about Covet's comments, or stays since moving it brings nothing. */
    private static boolean isOurs(Matcher line) {
        return line.group(3).contains("covet:") || "reads no table".equals(line.group(2));
    }
}
