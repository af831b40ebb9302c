package dev.covet.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Surefire wrote about the tests of this build.
 *
 * @param run how many were executed
 * @param notRun those that could not run on this machine, each with its reason
 * @param skipped those that were switched off for any other reason
 */
public record TestReports(int run, List<String> notRun, List<String> skipped) {
    private static final Pattern CASE = Pattern.compile("(?s)<testcase\\b([^>]*?)(/>|>(.*?)</testcase>)");
    private static final Pattern SKIPPED = Pattern.compile("<skipped(?: message=\"([^\"]*)\")?");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern CLASS = Pattern.compile("\\bclassname=\"([^\"]*)\"");

    public TestReports {
        notRun = List.copyOf(notRun);
        skipped = List.copyOf(skipped);
    }

    /** All reports below the root, whichever JDK they come from. */
    public static TestReports below(Path root) {
        int run = 0;
        List<String> notRun = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Path report : reports(root)) {
            Matcher testCase = CASE.matcher(read(report));
            while (testCase.find()) {
                String body = testCase.group(3) == null ? "" : testCase.group(3);
                Matcher skip = SKIPPED.matcher(body);
                if (!skip.find()) {
                    run++;
                } else {
                    String reason = String.valueOf(skip.group(1));
                    String test = first(CLASS, testCase.group(1)) + "." + first(NAME, testCase.group(1));
                    (reason.startsWith("not run: ") ? notRun : skipped).add(test + ": " + reason);
                }
            }
        }
        return new TestReports(run, notRun, skipped);
    }

    private static List<Path> reports(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().contains("/target/")
                            && file.toString().matches(".*/(surefire|failsafe)-reports[^/]*/TEST-[^/]*\\.xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path report) {
        try {
            return Files.readString(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "?";
    }

    /** For people: the counts, and a line for each test that could not run. */
    public String summary() {
        StringBuilder summary =
                new StringBuilder("Tests executed: " + run + ", not run on this machine: " + notRun.size());
        notRun.forEach(line -> summary.append("\n  ").append(line));
        return summary.toString();
    }
}
