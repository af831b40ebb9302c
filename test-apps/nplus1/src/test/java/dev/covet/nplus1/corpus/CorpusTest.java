package dev.covet.nplus1.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.nplus1.OtherVersion;
import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Covet finds in the programs, beside what rules of other tools find in the same executions. */
class CorpusTest {
    /** Else one program of each shape of queries, and of frameworks one in three. */
    private static final boolean ALL = Boolean.getBoolean("nplus1.all");

    private static final int SAMPLE = 29;
    private static final int LEAST_TRACES = ALL ? 300 : 100;
    private static final double PRECISION = 0.99;
    private static final double RECALL = 0.98;
    private static final double MAPPINGS = 0.99;
    private static final double REPETITIONS = 0.95;
    private static final long PUBLISHED = 50_000_000;

    /**
     * What is N+1, and Covet cannot see: values in arrays, dates in rows, values in the text, and few small numbers in
     * columns whose names say otherwise.
     */
    private static final Set<String> UNSEEN = Set.of(
            "Ebean: Ebean collection by a key in an array",
            "by a date",
            "values in the text",
            "by a column of another name, break after four rows");

    private static final List<Rule> RULES = List.of(
            new SentryRule("Sentry N+1", PUBLISHED),
            new SentryRule("Sentry N+1, whatever the time", 0),
            new SentryPatternRule("Sentry MN+1", PUBLISHED),
            new SentryPatternRule("Sentry MN+1, whatever the time", 0),
            new JooqRule("jOOQ DiagnosticsConnection"),
            RepeatRule.prosopite(),
            RepeatRule.quickPerf(2),
            RepeatRule.quickPerf(3),
            RepeatRule.digma());

    private static final List<Outcome> OUTCOMES = new ArrayList<>();

    private static PostgresServer postgres;
    private static MariaDbServer mariaDb;

    @BeforeAll
    static void run() throws Exception {
        postgres = PostgresServer.start();
        mariaDb = MariaDbServer.start();
        Set<String> shapes = new HashSet<>();
        try (Corpus frameworks = frameworks(postgres.createDatabase(), "", "PostgreSQL", 12);
                Corpus shops = Corpus.ofShops(postgres.createDatabase(), "PostgreSQL", 12);
                Corpus others = Corpus.ofShops(mariaDb.createDatabase(), "MariaDB", 9)) {
            run(frameworks, shapes, 3);
            run(shops, shapes, 1);
            run(others, shapes, 1);
        }
        if (ALL) {
            try (OtherVersion six = OtherVersion.of(Path.of("target", "hibernate-6"));
                    OtherVersion five = OtherVersion.of(Path.of("target", "hibernate-5"));
                    Corpus older = Corpus.ofHibernates(postgres.createDatabase(), 31, six, five)) {
                run(older, shapes, 1);
            }
            try (Corpus frameworks = frameworks(mariaDb.createDatabase(), "", "MariaDB", 17);
                    Corpus binary = frameworks(
                            mariaDb.createDatabase(), "?useServerPrepStmts=true", "MariaDB, binary protocol", 9)) {
                run(frameworks, shapes, 1);
                run(binary, shapes, 1);
            }
        }
    }

    private static Corpus frameworks(TestDatabase database, String options, String where, int size) throws Exception {
        return Corpus.ofFrameworks(database, database.jdbcUrl() + options, where, size);
    }

    /** One in so many shapes that are new, and some of those that are not: the other database has its share. */
    private static void run(Corpus corpus, Set<String> shapes, int every) throws Exception {
        List<Program> programs = corpus.programs();
        List<Program> chosen = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            Program each = programs.get(i);
            if (ALL || (i % every == 0 && shapes.add(each.shape())) || i % SAMPLE == 0) {
                chosen.add(each);
            }
        }
        OUTCOMES.addAll(corpus.run(chosen));
    }

    @AfterAll
    static void stop() {
        postgres.close();
        mariaDb.close();
    }

    private static List<Score> scores() {
        Score observed = new Score("Covet, observing");
        Score first = new Score("Covet, first request");
        Score learned = new Score("Covet, third request");
        Score among = new Score("Covet, after other programs");
        for (Outcome each : OUTCOMES) {
            observed.add(each.program(), each.observed());
            first.add(each.program(), each.first());
            learned.add(each.program(), each.learned());
            among.add(each.program(), each.among());
        }
        return List.of(observed, first, learned, among);
    }

    private static Score score(Rule rule) {
        Score score = new Score(rule.name());
        OUTCOMES.forEach(each -> score.add(each.program(), rule.found(each.trace())));
        return score;
    }

    @Test
    void covet_comparedWithLabels_isRight() throws IOException {
        List<Score> scores = scores();
        List<String> report = new ArrayList<>(List.of(
                OUTCOMES.size() + " traces. Each statement is taken to last a millisecond longer than measured.",
                "",
                Score.header()));
        scores.forEach(each -> report.add(each.row()));
        RULES.forEach(each -> report.add(score(each).row()));
        for (Score each : scores) {
            report.add("");
            report.add(each.row());
            report.addAll(each.faults());
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "corpus.md"), report);

        assertThat(OUTCOMES).hasSizeGreaterThanOrEqualTo(LEAST_TRACES);
        String text = String.join("\n", report);
        for (Score each : scores) {
            assertThat(each.precision()).as(text).isGreaterThanOrEqualTo(PRECISION);
            assertThat(each.missed()).as(text).isSubsetOf(UNSEEN);
            // Of a sample each shape that is not seen would be too much.
            assertThat(ALL ? each.recall() : 1).as(text).isGreaterThanOrEqualTo(RECALL);
            assertThat(each.mappings()).as(text).isGreaterThanOrEqualTo(MAPPINGS);
            assertThat(each.repetitions()).as(text).isGreaterThanOrEqualTo(REPETITIONS);
        }
    }

    /** What is sent does not change what is found. */
    @Test
    void covet_thatSendsBatches_findsTheSame() {
        for (Outcome each : OUTCOMES) {
            assertThat(each.first()).as(each.program().name()).isEqualTo(each.observed());
        }
    }

    /** The programs tell a detector that asks where values come from from those that count texts. */
    @Test
    void rulesThatCountTexts_areNotGoodEnough() {
        for (Rule rule : RULES) {
            Score score = score(rule);
            assertThat(score.precision() >= PRECISION && score.recall() >= RECALL)
                    .as(score.row())
                    .isFalse();
        }
    }

    @Test
    void labels_haveEachKindOfRepetition() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        OUTCOMES.forEach(each -> kinds.addAll(each.program().label().repeats().values()));
        assertThat(kinds)
                .containsExactlyInAnyOrder(Kind.SAME_VALUES, Kind.CHAIN, Kind.PAGES, Kind.RETRY, Kind.OTHER_VALUES);
        assertThat(OUTCOMES)
                .anyMatch(each -> each.program().label().equals(Label.NONE))
                .anyMatch(each -> each.program().label().expected().size() > 1);
    }
}
