package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.QueryShape;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of PostgreSQL's settings a definition asks for, as policies do that tell tenants apart. */
final class SettingReads {
    static final String FUNCTION = "current_setting";

    private static final Pattern ANY = Pattern.compile(FUNCTION, Pattern.CASE_INSENSITIVE);

    /** Only names that the application has chosen: they have a point. */
    private static final Pattern NAMED = Pattern.compile(
            "\\b" + FUNCTION
                    + "\"?\\s*\\(\\s*'([a-z_][a-z0-9_$]*(?:\\.[a-z_][a-z0-9_$]*)+)'\\s*(?:::\\s*text\\s*)?[,)]",
            Pattern.CASE_INSENSITIVE);

    private SettingReads() {}

    static boolean areIn(QueryShape shape) {
        return ANY.matcher(shape.sql()).find();
    }

    /** In lower case; none unless it is certain for all that it asks for. */
    static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher any = ANY.matcher(text);
        Matcher named = NAMED.matcher(text);
        int from = 0;
        while (any.find(from)) {
            if (!named.find(any.start()) || named.start() != any.start()) {
                return Set.of();
            }
            names.add(named.group(1).toLowerCase(Locale.ROOT));
            from = any.end();
        }
        return names;
    }
}
