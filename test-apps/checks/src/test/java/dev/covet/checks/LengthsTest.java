package dev.covet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LengthsTest {
    private static final int MAIN_FILE = 500;
    private static final int TEST_FILE = 800;
    private static final int METHOD = 40;

    @Test
    void filesAndMethods_ofThisRepository_keepToTheBudget() {
        Exceptions exceptions = Exceptions.load("length-exceptions.txt");
        List<Lengths.Measured> measured = Lengths.of(Repository.ofThisBuild().java(), MAIN_FILE, TEST_FILE, METHOD);
        List<Lengths.Measured> tooLong =
                measured.stream().filter(Lengths.Measured::isTooLong).toList();
        assertThat(measured).hasSizeGreaterThan(100);
        assertThat(tooLong).filteredOn(one -> !exceptions.contains(one.name())).isEmpty();
        assertThat(exceptions.unused(
                        tooLong.stream().map(Lengths.Measured::name).toList()))
                .isEmpty();
    }

    @Test
    void longFileAndLongMethod_areFound() {
        String body = "        int x;\n".repeat(41);
        SourceFile source = new SourceFile(
                "a/src/main/java/A.java",
                "class A {\n    void shortOne() {}\n\n    void longOne() {\n" + body + "    }\n}\n");
        assertThat(Lengths.of(List.of(source), 20, 20, METHOD).stream().filter(Lengths.Measured::isTooLong))
                .extracting(Lengths.Measured::toString)
                .containsExactly(
                        "a/src/main/java/A.java has 47 lines, the limit is 20",
                        "a/src/main/java/A.java#longOne has 43 lines, the limit is 40");
    }

    @Test
    void exception_thatNothingNeeds_isReported() {
        Exceptions exceptions = Exceptions.parse("list", "# comment\nA.java: generated\n");
        assertThat(exceptions.contains("A.java")).isTrue();
        assertThat(exceptions.unused(List.of("A.java"))).isEmpty();
        assertThat(exceptions.unused(List.of())).containsExactly("list excuses A.java, which no longer needs it");
    }
}
