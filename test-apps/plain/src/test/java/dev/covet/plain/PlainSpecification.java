package dev.covet.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.plain.database.DatabaseSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What plain does, on every database the same. A subclass says which database: an empty one. All tests of a class share
 * it, so each test makes the rows that it asserts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlainSpecification {
    private static final int SEED = 60;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-05-20T10:00:00Z"), ZoneOffset.UTC);

    private final AtomicInteger unique = new AtomicInteger();
    private Plain plain;
    private Browser browser;

    /** An empty database. */
    abstract DatabaseSettings database();

    @BeforeAll
    void startPlain() throws StartProblem {
        plain = Plain.start(new PlainSettings(database(), 0, SEED, CLOCK));
        browser = new Browser(plain.address());
    }

    @AfterAll
    void stopPlain() {
        plain.close();
    }

    @Test
    void health_databaseRuns_isUp() {
        assertThat(browser.get("/health").body()).startsWith("{\"status\":\"up\",\"database\":\"");
    }

    @Test
    void routes_listed_namesEachEndpoint() {
        assertThat(browser.get("/").body()).contains("\"GET /books/{id}\"", "\"POST /loans/{id}/return\"");
    }

    @Test
    void seed_emptyLibrary_holdsWhatWasAsked() {
        assertThat(browser.get("/books/search?text=the%20").body()).contains("978-0000000000");
        assertThat(browser.get("/books/export").body().lines().filter(line -> line.contains("\"978-0000000")))
                .hasSize(SEED);
    }

    @Test
    void seed_libraryWithAuthors_addsNothing() throws StartProblem {
        String before = browser.get("/authors?size=200").body();
        stopPlain();
        startPlain();
        assertThat(browser.get("/authors?size=200").body()).isEqualTo(before);
    }

    @Test
    void author_withBooks_listsThemWithLentCopies() {
        long author = addAuthor("Nadia Petrov");
        long later = addBook(author, "Second Things", 2001, 2);
        long earlier = addBook(author, "First Things", 1999, 2);
        long member = addMember();
        browser.post("/loans", "{\"member\":" + member + ",\"books\":[" + later + "]}");

        browser.get("/authors/" + author)
                .is(
                        200,
                        "{\"id\":" + author + ",\"name\":\"Nadia Petrov\",\"country\":\"Bulgaria\",\"books\":[{\"id\":"
                                + earlier + ",\"title\":\"First Things\",\"published\":1999,\"lent\":0},{\"id\":"
                                + later + ",\"title\":\"Second Things\",\"published\":2001,\"lent\":1}]}");
    }

    @Test
    void book_added_isReadBackWithItsText() {
        long author = addAuthor("Ōe 大江 🚀");
        String isbn = isbn();
        String summary =
                "line\\nwith \\\"quotes\\\" and \\\\ and 書 ".repeat(4_000).strip();
        Browser.Answer added = browser.post(
                "/books",
                "{\"authorId\":" + author + ",\"isbn\":\"" + isbn + "\",\"title\":\"Wörter 書\",\"published\":1957,"
                        + "\"copies\":2,\"summary\":\"" + summary + "\"}");

        long id = added.createdId();
        String expected = "{\"book\":{\"id\":" + id + ",\"isbn\":\"" + isbn
                + "\",\"title\":\"Wörter 書\",\"author\":\"Ōe 大江 🚀\",\"published\":1957,\"copies\":2,\"available\":2},"
                + "\"authorId\":" + author + ",\"summary\":\"" + summary + "\",\"hasCover\":false}";
        added.is(201, expected);
        browser.get("/books/" + id).is(200, expected);
    }

    @Test
    void book_sameIsbnTwice_isRefusedAndNotAdded() {
        long author = addAuthor("Twice");
        String draft = draft(author, isbn(), "Only once");
        browser.post("/books", draft).createdId();

        Browser.Answer refused = browser.post("/books", draft);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("is there already");
        assertThat(browser.get("/authors/" + author).body()).containsOnlyOnce("Only once");
    }

    @Test
    void book_unknownAuthor_isRefused() {
        browser.post("/books", draft(987_654, isbn(), "Nobody's")).is(400, "{\"error\":\"there is no author 987654\"}");
    }

    @Test
    void batch_allNew_addsAll() {
        long author = addAuthor("Batch");
        browser.post("/books/batch", batch(draft(author, isbn(), "B one"), draft(author, isbn(), "B two")))
                .is(201, "{\"added\":2}");
        assertThat(browser.get("/authors/" + author).body()).contains("B one", "B two");
    }

    @Test
    void batch_oneIsbnTwice_addsNone() {
        long author = addAuthor("Batch refused");
        String isbn = isbn();
        Browser.Answer refused = browser.post(
                "/books/batch",
                batch(draft(author, isbn(), "C one"), draft(author, isbn, "C two"), draft(author, isbn, "C three")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(browser.get("/authors/" + author).body()).endsWith("\"books\":[]}");
    }

    @Test
    void search_wildcardsInText_areTakenLiterally() {
        long author = addAuthor("Wild");
        long percent = addBook(author, "100% _Sure!", 1990, 1);
        addBook(author, "100 Sure", 1990, 1);

        String found = browser.get("/books/search?text=0%25%20_sURE!").body();

        assertThat(found).startsWith("[{\"id\":" + percent + ",").containsOnlyOnce("\"id\"");
        browser.get("/books/search?text=no_such_%25").is(200, "[]");
    }

    @Test
    void books_readPageByPage_areEachThereOnce() {
        List<String> ids = new ArrayList<>();
        for (int page = 0; page < 6; page++) {
            String body = browser.get("/books?size=10&page=" + page).body();
            assertThat(body).startsWith("{\"page\":" + page + ",\"size\":10,\"total\":");
            body.lines()
                    .flatMap(line ->
                            Pattern.compile("\\{\"id\":(\\d+)").matcher(line).results())
                    .forEach(match -> ids.add(match.group(1)));
        }
        assertThat(ids).hasSize(60).doesNotHaveDuplicates();
        assertThat(browser.get("/books?size=10&page=100000").body()).endsWith("\"items\":[]}");
    }

    @Test
    void export_manyBooks_streamsEachWithItsSummary() {
        long author = addAuthor("Many");
        List<String> drafts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            drafts.add(draft(author, isbn(), "Volume " + i));
        }
        browser.post("/books/batch", batch(drafts.toArray(new String[0]))).is(201, "{\"added\":1000}");

        List<String> lines = browser.get("/books/export")
                .body()
                .lines()
                .filter(line -> line.contains("\"Volume "))
                .toList();

        assertThat(lines).hasSize(1_000).allMatch(line -> line.endsWith("\"summary\":\"All of it\"}"));
        assertThat(lines.get(999)).contains("\"title\":\"Volume 999\",\"author\":\"Many\",\"published\":2000");
    }

    @Test
    void cover_replaced_isReadBackByteForByte() {
        long book = addBook(addAuthor("Cover"), "Picture", 1980, 1);
        browser.get("/books/" + book + "/cover").is(404, "{\"error\":\"there is no cover of book " + book + "\"}");
        byte[] cover = new byte[200_000];
        for (int i = 0; i < cover.length; i++) {
            cover[i] = (byte) (i % 251);
        }

        browser.put("/books/" + book + "/cover", cover).is(204, "");

        assertThat(browser.getBytes("/books/" + book + "/cover")).isEqualTo(cover);
        assertThat(browser.get("/books/" + book).body()).endsWith("\"hasCover\":true}");
    }

    @Test
    void loan_oneBookHasNoCopyLeft_nothingIsLent() {
        long author = addAuthor("Rare");
        long plenty = addBook(author, "Plenty", 1990, 5);
        long rare = addBook(author, "Rare", 1991, 1);
        long member = addMember();
        String basket = "{\"member\":" + member + ",\"books\":[" + plenty + "," + rare + "]}";
        assertThat(browser.post("/loans", basket).status()).isEqualTo(201);
        String afterFirst = browser.get("/members/" + member).body();

        browser.post("/loans", basket)
                .is(409, "{\"error\":\"no copy of \\\"Rare\\\" (book " + rare + ") is left; nothing was lent\"}");

        assertThat(browser.get("/members/" + member).body()).isEqualTo(afterFirst);
        assertThat(browser.get("/books/" + plenty).body()).contains("\"copies\":5,\"available\":4");
    }

    @Test
    void loan_unknownMember_takesNoCopy() {
        long book = addBook(addAuthor("Kept"), "Kept", 1990, 1);
        browser.post("/loans", "{\"member\":987654,\"books\":[" + book + "]}")
                .is(400, "{\"error\":\"there is no member 987654\"}");
        assertThat(browser.get("/books/" + book).body()).contains("\"available\":1");
    }

    @Test
    void loan_returned_putsTheCopyBackOnce() {
        long book = addBook(addAuthor("Back"), "Back", 1990, 1);
        long member = addMember();
        String loans = browser.post("/loans", "{\"member\":" + member + ",\"books\":[" + book + "]}")
                .body();
        String loan = loans.substring("[{\"id\":".length(), loans.indexOf(','));
        String ids = "{\"id\":" + loan + ",\"bookId\":" + book + ",\"memberId\":" + member;
        assertThat(loans)
                .isEqualTo("[" + ids + ",\"lentOn\":\"2030-05-20\",\"dueOn\":\"2030-06-17\",\"returnedOn\":null}]");
        assertThat(browser.get("/books/" + book).body()).contains("\"available\":0");

        browser.post("/loans/" + loan + "/return", "")
                .is(200, ids + ",\"lentOn\":\"2030-05-20\",\"dueOn\":\"2030-06-17\",\"returnedOn\":\"2030-05-20\"}");
        browser.post("/loans/" + loan + "/return", "")
                .is(409, "{\"error\":\"loan " + loan + " was returned already, on 2030-05-20\"}");

        assertThat(browser.get("/books/" + book).body()).contains("\"available\":1");
    }

    @Test
    void loan_manyMembersWantTheLastCopies_eachCopyIsLentOnce() throws Exception {
        long author = addAuthor("Wanted");
        long first = addBook(author, "Wanted one", 1990, 3);
        long second = addBook(author, "Wanted two", 1990, 3);
        long member = addMember();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Browser.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String books = i % 2 == 0 ? first + "," + second : second + "," + first;
                answers.add(threads.submit(
                        () -> browser.post("/loans", "{\"member\":" + member + ",\"books\":[" + books + "]}")));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Browser.Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
        } finally {
            threads.shutdownNow();
        }
        assertThat(browser.get("/books/" + first).body()).contains("\"available\":0");
    }

    @Test
    void overdue_seededLoans_oldestFirstWithTitleAndMember() {
        String first = browser.get("/loans/overdue?size=1").body();
        assertThat(first)
                .matches("\\[\\{\"id\":\\d+,\"dueOn\":\"2030-0[45]-\\d\\d\",\"title\":\"The \\w+ \\w+\","
                        + "\"member\":\"[^\"]+\",\"email\":\"member\\d+@library.example\"}]");
        assertThat(browser.get("/loans/overdue?size=1&page=1").body())
                .isNotEqualTo(first)
                .isNotEqualTo("[]");
        assertThat(browser.get("/loans/overdue?size=200").body()).startsWith(first.substring(0, first.length() - 1));
    }

    @Test
    void member_sameEmailTwice_isRefused() {
        String member = "{\"name\":\"M\",\"email\":\"" + isbn() + "@x.example\"}";
        browser.post("/members", member).createdId();
        assertThat(browser.post("/members", member).status()).isEqualTo(409);
    }

    private long addAuthor(String name) {
        return browser.post("/authors", "{\"name\":\"" + name + "\",\"country\":\"Bulgaria\"}")
                .createdId();
    }

    private long addMember() {
        return browser.post("/members", "{\"name\":\"Mia\",\"email\":\"" + isbn() + "@x.example\"}")
                .createdId();
    }

    private long addBook(long author, String title, int published, int copies) {
        return browser.post(
                        "/books",
                        "{\"authorId\":" + author + ",\"isbn\":\"" + isbn() + "\",\"title\":\"" + title
                                + "\",\"published\":" + published + ",\"copies\":" + copies + "}")
                .createdId();
    }

    private String isbn() {
        return "t-" + unique.incrementAndGet();
    }

    private static String draft(long author, String isbn, String title) {
        return "{\"authorId\":" + author + ",\"isbn\":\"" + isbn + "\",\"title\":\"" + title
                + "\",\"published\":2000,\"copies\":1,\"summary\":\"All of it\"}";
    }

    private static String batch(String... drafts) {
        return "{\"books\":[" + String.join(",", drafts) + "]}";
    }
}
