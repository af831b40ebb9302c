package dev.covet.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Rules about single lines of source code. The words are put together here so that this file does not break them. */
public final class SourceRules {
    private static final Pattern SLEEP =
            Pattern.compile("\\bThread\\s*\\.\\s*" + "sleep\\s*\\(|\\b[A-Z]+S\\s*\\.\\s*" + "sleep\\s*\\(");
    private static final Pattern SKIPPED =
            Pattern.compile("@(Dis" + "abled|Ig" + "nore)\\b|\\bassume(True|False|That)\\s*\\(");
    private static final Pattern OPEN_END = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b(?!.*#\\d+)");
    private static final Pattern STAR_IMPORT = Pattern.compile("^import .*\\.\\*;");
    private static final Pattern MOCKS = Pattern.compile("^import (static )?org\\.(mockito|easymock|powermock)\\.");
    private static final Pattern AUTHOR = Pattern.compile("^\\s*\\*\\s*@author\\b");

    /** Clocks that somebody can set, and their ways into the code. */
    private static final Pattern WALL_CLOCK = Pattern.compile("\\bcurrentTime"
            + "Millis\\b|\\b(Instant|LocalDate|LocalTime|LocalDateTime|OffsetDateTime|ZonedDateTime)\\s*\\.\\s*"
            + "now\\b|\\bClock\\s*\\.\\s*(system|tick)|\\bnew Date\\(\\)");

    private SourceRules() {}

    /** Everything in these files that breaks a rule, as path:line: text and the rule. */
    public static List<String> broken(List<SourceFile> sources) {
        List<String> broken = new ArrayList<>();
        check(broken, sources, SourceFile::isTest, SLEEP, "tests wait for conditions, they do not sleep");
        check(broken, sources, SourceFile::isTest, SKIPPED, "no test is skipped; see the annotations Needs…");
        check(broken, sources, source -> true, OPEN_END, "an open end names its issue, like #12");
        check(broken, sources, source -> true, STAR_IMPORT, "imports are named");
        check(broken, sources, source -> true, MOCKS, "no mocking library; see ScriptedDriver");
        check(broken, sources, source -> true, AUTHOR, "git knows the authors");
        check(
                broken,
                sources,
                SourceRules::decides,
                WALL_CLOCK,
                "what decides over answers goes by nanoTime, which never jumps");
        return broken;
    }

    /** Whether it may decide which answer is given, or which server is asked. */
    private static boolean decides(SourceFile source) {
        return !source.isTest()
                && (source.path().startsWith("optimizer/engine/")
                        || source.path().startsWith("optimizer/features/")
                        || source.path().startsWith("instrumentation/"));
    }

    private static void check(
            List<String> broken, List<SourceFile> sources, Predicate<SourceFile> which, Pattern bad, String rule) {
        sources.stream()
                .filter(which)
                .flatMap(source -> source.find(bad).stream())
                .forEach(place -> broken.add(place + "  <- " + rule));
    }
}
