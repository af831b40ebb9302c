package dev.covet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {

    /** This module is the last of the build, so the reports of all others are there. */
    @Test
    void noTest_ofTheModulesBefore_isSkipped() {
        TestReports reports = TestReports.below(Repository.ofThisBuild().root());
        System.out.println(reports.summary());
        assertThat(reports.run()).isPositive();
        assertThat(reports.skipped()).isEmpty();
    }

    @Test
    void report_ofEachKind_isCounted(@TempDir Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("m/target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-a.B.xml"), """
                <testsuite name="a.B">
                  <testcase name="one" classname="a.B" time="0.1"/>
                  <testcase name="two" classname="a.B" time="0.1"><system-out>x</system-out></testcase>
                  <testcase name="three" classname="a.B"><skipped message="not run: pg_dump missing"/></testcase>
                  <testcase name="four" classname="a.B"><skipped message="later"/></testcase>
                  <testcase name="five" classname="a.B">
                    <skipped/>
                  </testcase>
                </testsuite>
                """);
        TestReports reports = TestReports.below(root);
        assertThat(reports.run()).isEqualTo(2);
        assertThat(reports.notRun()).containsExactly("a.B.three: not run: pg_dump missing");
        assertThat(reports.skipped()).containsExactly("a.B.four: later", "a.B.five: null");
        assertThat(reports.summary())
                .isEqualTo("Tests executed: 2, not run on this machine: 1\n  a.B.three: not run: pg_dump missing");
    }
}
