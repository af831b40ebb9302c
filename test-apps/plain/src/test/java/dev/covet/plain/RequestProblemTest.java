package dev.covet.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.plain.database.DatabaseSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller is told about a request that is wrong. The database plays no part in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestProblemTest {
    private Plain plain;
    private Browser browser;

    @BeforeAll
    void startPlain() throws StartProblem {
        Clock clock = Clock.fixed(Instant.parse("2030-05-20T10:00:00Z"), ZoneOffset.UTC);
        plain = Plain.start(new PlainSettings(DatabaseSettings.of("jdbc:h2:mem:problems", null, null), 0, 10, clock));
        browser = new Browser(plain.address());
    }

    @AfterAll
    void stopPlain() {
        plain.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /nowhere            | 404 | there is nothing at /nowhere; GET / lists what there is
                    /books/1/pages      | 404 | there is nothing at /books/1/pages; GET / lists what there is
                    /books/77777        | 404 | there is no book 77777
                    /members/77777      | 404 | there is no member 77777
                    /authors/77777      | 404 | there is no author 77777
                    /books/x            | 400 | the id in the path must be a whole number, 1 or more, not \\"x\\"
                    /books/0            | 400 | the id in the path must be a whole number, 1 or more, not \\"0\\"
                    /books?size=0       | 400 | size must be a whole number, 1 to 200, not \\"0\\"
                    /books?page=2.5     | 400 | page must be a whole number, 0 to 1000000, not \\"2.5\\"
                    /books/search       | 400 | give the query parameter text, as in ?text=…
                    /books/search?text= | 400 | give the query parameter text, as in ?text=…
                    """)
    void get_wrongRequest_saysWhy(String path, int status, String error) {
        browser.get(path).is(status, "{\"error\":\"" + error + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /loans       | {"member":1                     | the body is not JSON: expected ',' at character 12
                    /loans       | []                              | the body must be a JSON object
                    /loans       | {"books":[1]}                   | the body: member must be a whole number, 1 to 9223372036854775807
                    /loans       | {"member":1.5,"books":[1]}      | the body: member must be a whole number, 1 to 9223372036854775807
                    /loans       | {"member":1e99,"books":[1]}     | the body: member must be a whole number, 1 to 9223372036854775807
                    /loans       | {"member":1,"books":[]}         | the body: books must be a list that is not empty
                    /loans       | {"member":1,"books":[77777]}    | there is no book 77777
                    /loans       | {"member":1,"books":[1]} x      | the body is not JSON: expected the end at character 26
                    /loans       | nul                             | the body is not JSON: expected a value at character 1
                    /authors     | {"name":" ","country":"x"}      | the body: name must be a text of 1 to 100 characters
                    /authors     | {"name":"\\u0000","country":"x"} | the body: name must be a text of 1 to 100 characters
                    /authors     | {"name":"\\ud800","country":"x"} | the body: name must be a text of 1 to 100 characters
                    /authors     | {"name":"\\x","country":"x"}     | the body is not JSON: expected a known escape after \\\\ at character 11
                    /books/batch | {"books":[{"authorId":1},2]}    | books[1] must be a JSON object
                    """)
    void post_wrongBody_saysWhere(String path, String body, String error) {
        browser.post(path, body).is(400, "{\"error\":\"" + error + "\"}");
    }

    @Test
    void post_deeplyNestedBody_isRefused() {
        Browser.Answer answer = browser.post("/loans", "[".repeat(100_000));
        answer.is(400, "{\"error\":\"the body is not JSON: expected at most 32 levels at character 33\"}");
    }

    @Test
    void put_bodyTooLarge_isRefused() {
        browser.put("/books/1/cover", new byte[6 * 1024 * 1024])
                .is(413, "{\"error\":\"the body is larger than 5242880 bytes\"}");
    }

    @Test
    void put_emptyCover_isRefused() {
        browser.put("/books/1/cover", new byte[0]).is(400, "{\"error\":\"send the bytes of the cover as the body\"}");
    }

    @Test
    void delete_knownPath_namesTheMethodsItHas() {
        browser.delete("/books").is(405, "{\"error\":\"/books knows GET, POST, not DELETE\"}");
    }

    @Test
    void batch_tooManyBooks_isRefused() {
        String draft = "{\"authorId\":1,\"isbn\":\"i\",\"title\":\"t\",\"published\":1,\"copies\":1}";
        Browser.Answer answer =
                browser.post("/books/batch", "{\"books\":[" + (draft + ",").repeat(1_000) + draft + "]}");
        answer.is(400, "{\"error\":\"books may hold at most 1000, not 1001\"}");
        assertThat(browser.get("/books?size=1").body()).contains("\"total\":10,");
    }
}
