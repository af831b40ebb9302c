package dev.covet.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text format: what it means, and what is said about a line that means nothing. */
class WorkloadTest {
    private static final String FORM = "; a line is WEIGHT METHOD [STATUS,STATUS] /PATH [JSON], as in"
            + " \"10 GET /api/owners/{1..500}\" or \"2 POST 201,409 /api/orders {\"quantity\":{1..3}}\"";

    @TempDir
    private Path folder;

    @Test
    void parse_eachPart_isRead() {
        Workload workload =
                Workload.parse("w", "# comment\n\n  10   GET /a/{1..5}  \n3 POST 201,409 /b {\"n\": [1]}\n");

        assertThat(workload.templates()).extracting(RequestTemplate::kind).containsExactly("GET /a/{1..5}", "POST /b");
        assertThat(workload.templates()).extracting(RequestTemplate::weight).containsExactly(10, 3);
        RequestTemplate post = workload.templates().get(1);
        assertThat(post.expected()).isEqualTo(Set.of(201, 409));
        assertThat(post.isExpected(409)).isTrue();
        assertThat(post.isExpected(200)).isFalse();
        assertThat(new RequestSequence(Workload.parse("w", "1 POST /b {\"n\": [{}, { \"m\":{7..7}}]}"), 1).request(0))
                .hasToString("0 POST /b {\"n\": [{}, { \"m\":7}]}");
    }

    @Test
    void parse_sameMethodAndPathTwice_areToldApartByLine() {
        Workload workload = Workload.parse("w", "1 POST /a {\"x\":1}\n1 POST /a {\"x\":2}");
        assertThat(workload.templates())
                .extracting(RequestTemplate::kind)
                .containsExactly("POST /a", "POST /a (line 2)");
    }

    @Test
    void isExpected_noStatusesGiven_meansSuccessOrRedirect() {
        RequestTemplate template = RequestTemplate.of(1, "GET", "/a");
        assertThat(template.isExpected(200)).isTrue();
        assertThat(template.isExpected(302)).isTrue();
        assertThat(template.isExpected(404)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    10 GET                  ~ "10 GET" is too short
                    x GET /a                ~ the weight "x" is no whole number
                    0 GET /a                ~ the weight must be 1 to 1000000, not 0
                    1 FETCH /a              ~ "FETCH" is no method; expected one of [DELETE, GET, HEAD, PATCH, POST, PUT]
                    1 GET a                 ~ the path "a" must begin with one /
                    1 GET //evil.test/a     ~ the path "//evil.test/a" must begin with one /
                    1 GET /a/{9..1}         ~ {9..1} is an empty range; expected the smaller number first
                    1 GET /a/{id}           ~ {id} is no parameter; expected {1..500}, {red|green} or {number}
                    1 GET /a/{1..2          ~ "{1..2" has no closing brace
                    1 GET /a/{rot|gr\u00fcn}     ~ "gr\u00fcn" in the path has a character that must be written as % and two digits
                    1 GET /a {"b":1}        ~ GET takes no body
                    1 POST /a b             ~ the body must be JSON, not b
                    1 POST /a {"b":{1..}}   ~ {1..} is no parameter; expected {1..500}, {red|green} or {number}
                    1 GET 99 /a             ~ status 99 is not one of 200 to 599
                    """)
    void parse_badLine_namesFileLineAndWhatIsExpected(String line, String problem) {
        assertThatThrownBy(() -> Workload.parse("my.workload", "# first\n" + line))
                .isInstanceOf(WorkloadProblem.class)
                .hasMessage("my.workload, line 2: " + problem + FORM);
    }

    @Test
    void parse_noRequest_isRefused() {
        assertThatThrownBy(() -> Workload.parse("my.workload", "# only a comment\n"))
                .hasMessage("my.workload holds no request" + FORM);
    }

    @Test
    void read_file_isParsed() throws Exception {
        Path file = Files.writeString(folder.resolve("a.workload"), "1 GET /a");
        assertThat(Workload.read(file).templates()).hasSize(1);
    }

    @Test
    void read_noFileOrNoText_saysWhich() throws Exception {
        Path missing = folder.resolve("missing.workload");
        assertThatThrownBy(() -> Workload.read(missing)).hasMessage("there is no workload file " + missing);
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Workload.read(binary))
                .hasMessage("the workload file " + binary + " is not UTF-8 text");
    }

    @Test
    void petshop_default_isValid() {
        assertThat(Workload.petshop().templates()).hasSizeGreaterThan(10);
    }
}
