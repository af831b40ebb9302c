package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.ChangeShape;
import dev.covet.optimizer.sql.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a catalog says of tables, each name standing for all tables of that name in any case and, on PostgreSQL, in any
 * schema.
 *
 * @param current whether it is what the catalog says now, and not what it said when a transaction began
 * @param tables those that exist, in lower case, with what hides behind them
 * @param functions of those asked for the ones that are defined in the database
 * @param words operators and functions of a row that are
 * @param everywhere whether there is something of that kind that no text shows
 */
public record TableFacts(
        boolean current,
        Map<String, Set<Detour>> tables,
        Set<String> functions,
        Set<String> words,
        boolean everywhere) {
    /** These leave nothing behind but the next number of a sequence. */
    private static final Set<String> ALSO_HARMLESS = Set.of("nextval", "currval", "gen_random_uuid", "random");

    private static final Set<String> MYSQL_ALSO =
            Set.of("now", "current_timestamp", "uuid", "curdate", "curtime", "utc_timestamp", "sysdate", "rand");

    public TableFacts {
        tables = Map.copyOf(tables);
        functions = Set.copyOf(functions);
        words = Set.copyOf(words);
    }

    /** Nothing was learned. */
    public static final TableFacts NONE = new TableFacts(false, Map.of(), Set.of(), Set.of(), true);

    /** Whether this statement changes nothing but rows of the table it names. */
    public boolean changesOnlyItsTable(ChangeShape change) {
        Set<Detour> detours = tables.get(change.table());
        return current
                && !everywhere
                && detours != null
                && detours.isEmpty()
                && change.functions().stream()
                        .allMatch(each -> isHarmless(each, change.text().dialect()))
                && words.stream().noneMatch(change::mentions);
    }

    private boolean isHarmless(String function, Dialect dialect) {
        boolean known = dialect == Dialect.MYSQL
                ? MySqlNames.isDeterministic(function) || MYSQL_ALSO.contains(function)
                : KnownFunctions.onlyCompute(Set.of(function)) || ALSO_HARMLESS.contains(function);
        return known && !functions.contains(function);
    }

    /**
     * Whether a query that may be asked early reads these tables and no others.
     *
     * @param names in lower case without schema
     * @param mentions whether its text contains a word
     */
    public boolean readsOnly(List<String> names, List<String> calls, Predicate<String> mentions) {
        return current
                && !everywhere
                && calls.stream().noneMatch(functions::contains)
                && words.stream().noneMatch(mentions)
                && names.stream().allMatch(this::isTable);
    }

    private boolean isTable(String name) {
        Set<Detour> detours = tables.get(name);
        return detours != null && detours.stream().noneMatch(Detour::reading);
    }
}
