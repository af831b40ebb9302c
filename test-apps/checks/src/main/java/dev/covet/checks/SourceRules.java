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
        return broken;
    }

    private static void check(
            List<String> broken, List<SourceFile> sources, Predicate<SourceFile> which, Pattern bad, String rule) {
        sources.stream()
                .filter(which)
                .flatMap(source -> source.find(bad).stream())
                .forEach(place -> broken.add(place + "  <- " + rule));
    }
}
