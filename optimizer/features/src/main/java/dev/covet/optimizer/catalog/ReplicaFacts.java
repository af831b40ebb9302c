package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.QueryShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What PostgreSQL's catalog says of a query besides, if a replica is to answer it. Functions that somebody has defined are
 * read: one that is declared stable can call what is not.
 */
final class ReplicaFacts {
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> calls = new LinkedHashSet<>();
    private final Set<String> read = new HashSet<>();

    /** Found in texts of functions only, where any word may stand before a parenthesis. */
    private final Set<String> words = new HashSet<>();

    private final Set<String> settings = new LinkedHashSet<>();
    private final Set<String> kin = new LinkedHashSet<>();
    private boolean asksForSettings;
    private boolean callsOwn;

    /**
     * Asks about these names.
     *
     * @param texts of the query and of its views
     * @return the functions that those call, or may call, and keywords
     */
    Set<String> ask(Connection connection, List<String> functions, List<String> tables, List<QueryShape> texts)
            throws SQLException {
        calls.clear();
        for (PostgresQuestion.Fact fact : new PostgresReplicaQuestion(functions, tables).ask(connection)) {
            take(fact, texts);
        }
        return calls;
    }

    private void take(PostgresQuestion.Fact fact, List<QueryShape> texts) {
        String name = fact.name();
        switch (fact.what()) {
            case "unlogged" ->
                reasons.add("the table " + name + " is unlogged, or has an unlogged table among its parts");
            case "temporary" ->
                reasons.add("somebody has a temporary table of the name " + name + ", or among its parts");
            case "kin" -> kin.add(name);
            case "system" -> reasons.add("the table " + name + " belongs to the system catalog");
            case "own" -> own(name);
            case "source", "cast source" -> source(name, fact.detail());
            case "operator source" -> {
                if (PostgresNames.isImpliedOperator(name) || texts.stream().anyMatch(text -> text.mentions(name))) {
                    source(name, fact.detail());
                }
            }
            case "domain" -> reasons.add("the values of the domain " + name + " are checked by a volatile function");
            default -> reasons.add("the catalog answered " + fact.what());
        }
    }

    private void own(String function) {
        callsOwn = true;
        if (ReplicaFunctions.runTexts(function)) {
            reasons.add("the function " + function + " runs a text that it is given");
        }
    }

    private void source(String owner, String definition) {
        if (!read.add(definition)) {
            return;
        }
        FunctionSource source = new FunctionSource(definition);
        if (!source.doubt().isEmpty()) {
            reasons.add("the function " + owner + " " + source.doubt());
        }
        if (source.calls().contains(SettingReads.FUNCTION)) {
            settings("the function " + owner, definition);
        }
        for (String call : source.calls()) {
            words.add(call);
            calls.add(call);
        }
    }

    /** The text of the query itself, which stands for others that have other literals. */
    void query(QueryShape shape) {
        asksForSettings = SettingReads.areIn(shape);
    }

    /** The text of a view or policy. */
    void definition(String owner, QueryShape shape) {
        if (SettingReads.areIn(shape)) {
            settings(owner, shape.sql());
        }
    }

    private void settings(String owner, String text) {
        Set<String> names = SettingReads.names(text);
        if (names.isEmpty()) {
            reasons.add(owner + " calls current_setting for others than settings of the application that it names");
        }
        settings.addAll(names);
    }

    /** Whether this function of the server answers the same where {@link #settings} are the same. */
    boolean isSettled(String function) {
        return function.equals(SettingReads.FUNCTION) && !asksForSettings;
    }

    /** Tables that share rows with those that were asked about: parts, or what they are part of. */
    Set<String> kin() {
        return kin;
    }

    /** The settings that it depends on. */
    Set<String> settings() {
        return settings;
    }

    /** Whether it need not be a function. */
    boolean isWord(String name) {
        return words.contains(name);
    }

    /** What was found against it, once all was asked. */
    List<String> reasons(List<QueryShape> texts, boolean readsTables) {
        List<String> all = new ArrayList<>(reasons);
        for (QueryShape text : texts) {
            if (text.functionKeywords().contains("system_user")) {
                all.add("the query has system_user, which tells of the connection");
            }
        }
        if (!readsTables && !callsOwn) {
            all.add("the query reads no table");
        }
        return all;
    }
}
