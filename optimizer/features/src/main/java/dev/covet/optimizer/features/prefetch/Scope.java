package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.sql.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Where nothing is prefetched by the user's wish: queries of some tables, and some requests and tasks. */
final class Scope {
    private final Set<String> tables;
    private final List<java.util.regex.Pattern> works;

    Scope(List<String> tables, List<String> works) {
        this.tables = tables.stream().map(Scope::plain).collect(Collectors.toSet());
        this.works = works.stream().map(Scope::wildcard).toList();
    }

    private static String plain(String table) {
        return table.strip().toLowerCase(Locale.ROOT);
    }

    /** A star stands for anything. */
    private static java.util.regex.Pattern wildcard(String name) {
        String expression = java.util.regex.Pattern.quote(name.strip()).replace("*", "\\E.*\\Q");
        return java.util.regex.Pattern.compile(expression);
    }

    boolean excludes(Pattern inner, UnitOfWork work) {
        if (!tables.isEmpty()) {
            for (TableName table : inner.text().tables()) {
                if (tables.contains(table.name()) || tables.contains(table.last())) {
                    return true;
                }
            }
        }
        for (java.util.regex.Pattern each : works) {
            if (each.matcher(work.name()).matches()) {
                return true;
            }
        }
        return false;
    }
}
