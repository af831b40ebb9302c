package dev.covet.optimizer.features.cache.rules;

import dev.covet.optimizer.catalog.NamePattern;
import dev.covet.optimizer.catalog.NamedTables;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.cache.rules.Places.Place;
import dev.covet.optimizer.features.cache.rules.Rule.Subject;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TableName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rules of the settings. Immutable. */
public final class CacheRules {
    private final NamedTables except;
    private final @Nullable NamedTables only;
    private final Map<Subject, Map<String, Wish>> rules = new EnumMap<>(Subject.class);
    private final Places places;
    private final List<String> misread;
    private final List<String> contradictions = new ArrayList<>();

    /**
     * As they are written.
     *
     * @param rules such as {@code table:pet ttl=10s}
     * @param exceptTables queries that read one of these are not answered
     * @param onlyTables queries that read others are not answered either, unless there is none
     */
    public CacheRules(List<String> rules, List<String> exceptTables, List<String> onlyTables) {
        this.except = new NamedTables(exceptTables);
        this.only = onlyTables.isEmpty() ? null : new NamedTables(onlyTables);
        for (Subject each : Subject.values()) {
            this.rules.put(each, new HashMap<>());
        }
        RuleReader reader = new RuleReader();
        for (String text : rules) {
            Rule rule = reader.read(text);
            if (rule != null) {
                add(rule, text.strip());
            }
        }
        this.places = new Places(places(Subject.SITE), places(Subject.REQUEST));
        this.misread = List.copyOf(reader.problems());
        compare(exceptTables, onlyTables);
    }

    private void add(Rule rule, String text) {
        Wish before = all(rule.subject()).get(rule.name());
        if (before != null && !before.equals(rule.wish())) {
            contradictions.add(
                    "The rule [" + text + "] of covet.cache.rules is not the only one of this name, and another"
                            + " wants something else. Leave one of them. Off holds, or else the shorter time");
        }
        all(rule.subject()).merge(rule.name(), rule.wish(), Wish::and);
    }

    private Map<String, Wish> all(Subject subject) {
        return rules.getOrDefault(subject, Map.of());
    }

    private List<Place> places(Subject subject) {
        return all(subject).entrySet().stream()
                .map(each -> new Place(new NamePattern(each.getKey()), each.getValue()))
                .toList();
    }

    private void compare(List<String> exceptTables, List<String> onlyTables) {
        for (String table : exceptTables) {
            String name = table.strip().toLowerCase(Locale.ROOT);
            if (onlyTables.stream().anyMatch(each -> each.strip().equalsIgnoreCase(name))) {
                contradictions.add("The table " + name + " is named by covet.cache.except.tables and by"
                        + " covet.cache.only.tables. Take it out of one of them. Its queries are not answered");
            }
            if (all(Subject.TABLE).getOrDefault(name, Wish.NONE).ttl() > 0) {
                contradictions.add("The table " + name + " has a time in covet.cache.rules, and is named by"
                        + " covet.cache.except.tables. Take it out of one of them. Its queries are not answered");
            }
        }
    }

    /** Rules that cannot be read, each as sentences for people. */
    public List<String> misread() {
        return misread;
    }

    /** What cannot hold at once, each as sentences for people without the last full stop. */
    public List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    /** What is wanted of a query wherever it is asked. */
    public Wish wish(SqlText text) {
        if (except.areIn(text) || (only != null && !only.areAll(text))) {
            return Wish.OFF;
        }
        Wish all = Comments.wish(QueryShape.of(text)).and(ofQuery(text));
        return all.and(ofTables(text));
    }

    private Wish ofQuery(SqlText text) {
        Wish all = Wish.NONE;
        if (!all(Subject.QUERY).isEmpty()) {
            String fingerprint = text.fingerprint().hex();
            for (Map.Entry<String, Wish> each : all(Subject.QUERY).entrySet()) {
                if (fingerprint.startsWith(each.getKey())) {
                    all = all.and(each.getValue());
                }
            }
        }
        return all;
    }

    private Wish ofTables(SqlText text) {
        Wish all = Wish.NONE;
        boolean each = !text.tables().isEmpty();
        for (TableName table : text.tables()) {
            Wish wish = ofTable(table.name());
            if (!table.name().equals(table.last())) {
                wish = wish.and(ofTable(table.last()));
            }
            each &= wish.named();
            all = all.and(wish.ofPart());
        }
        return each ? new Wish(all.off(), all.ttl(), true) : all;
    }

    private Wish ofTable(String name) {
        return all(Subject.TABLE).getOrDefault(name, Wish.NONE);
    }

    /** The same, and what is wanted of queries that are asked here. */
    public Wish wish(Wish ofText, StatementCall call) {
        return places.areNone() || ofText.off() ? ofText : ofText.and(places.here(call.work()));
    }
}
