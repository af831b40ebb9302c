package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TableName;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Judges a query of MySQL or MariaDB: functions by a list of names, tables by the information schema. Stored functions are
 * refused, and views, too, unless a replica is to be asked: then they are judged as the query is, with one more question for
 * each level of them.
 */
public final class MySqlCatalog {
    private static final String NO_LIMIT = "18446744073709551615";
    private static final int DEEPEST = 6;

    private final boolean bound;
    private final String feature;
    private final boolean replica;
    private final Set<String> seen = new HashSet<>();
    private final List<QueryShape> unasked = new ArrayList<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> found = new HashSet<>();
    private final Set<String> unique = new HashSet<>();
    private final Set<String> integers = new HashSet<>();
    private final Set<String> suspects = new HashSet<>();
    private final boolean suspectsWanted;
    private boolean asked;
    private String isolation = "";
    private long statementTimeout;

    private MySqlCatalog(boolean bound, String feature, boolean suspectsWanted) {
        this.bound = bound;
        this.feature = feature;
        this.replica = Purpose.of(feature) == Purpose.ROUTE;
        this.suspectsWanted = suspectsWanted;
    }

    /** The same on a connection of ours: nobody waits for the answer. */
    public static Eligibility judgeApart(Connection connection, QueryShape shape, String feature, boolean suspects) {
        return judge(connection, shape, new MySqlCatalog(false, feature, suspects));
    }

    /**
     * Judges a query. Asks on this connection, for a short time only.
     *
     * @param connection the application's, as its driver has made it; nothing changes on it
     * @param feature that wants to know
     * @param suspects whether to look, too, for what other queries may name
     */
    public static Eligibility judge(Connection connection, QueryShape shape, String feature, boolean suspects) {
        return judge(connection, shape, new MySqlCatalog(true, feature, suspects));
    }

    private static Eligibility judge(Connection connection, QueryShape shape, MySqlCatalog catalog) {
        List<String> early = ShapeRules.reasons(shape, catalog.feature);
        if (catalog.feature.equals("prefetch")) {
            // Others send one statement for one.
            early.addAll(ShapeRules.alone(shape));
        }
        if (!early.isEmpty()) {
            return Eligibility.refused(early);
        }
        if (catalog.replica && shape.tables().isEmpty()) {
            return Eligibility.refused(List.of("the query reads no table"));
        }
        try {
            catalog.askAll(connection, shape);
            catalog.asked = true;
        } catch (SQLException e) {
            catalog.reasons.add("the catalog could not be asked (" + e.getSQLState() + ")");
        }
        Set<String> keys = new HashSet<>(catalog.unique);
        keys.retainAll(catalog.integers);
        List<String> reasons = List.copyOf(catalog.reasons);
        List<String> fleeting = new ArrayList<>(reasons);
        fleeting.addAll(SteadyFunctions.reasons(shape));
        return new Eligibility(
                reasons,
                List.of(),
                catalog.isolation,
                catalog.statementTimeout,
                0,
                shape.plainFrom() ? keys : Set.of(),
                catalog.suspectsWanted && catalog.asked ? catalog.suspects() : null,
                new Lasting(fleeting, catalog.found, Set.of(), Set.of()),
                catalog.asked);
    }

    private Suspects suspects() {
        return new Suspects(suspects, Set.of(), true, false);
    }

    private void askAll(Connection connection, QueryShape query) throws SQLException {
        unasked.add(query);
        for (int level = 0; !unasked.isEmpty(); level++) {
            if (level == DEEPEST) {
                reasons.add("views stand on views more than " + DEEPEST + " levels deep");
                return;
            }
            List<QueryShape> texts = List.copyOf(unasked);
            unasked.clear();
            ask(connection, texts, suspectsWanted && level == 0);
        }
    }

    private void ask(Connection connection, List<QueryShape> texts, boolean withSuspects) throws SQLException {
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> tables = new LinkedHashSet<>();
        for (QueryShape shape : texts) {
            words(shape);
            functions(shape.functions(), unknown);
            for (TableName table : shape.tables()) {
                tables.add(table.name());
            }
        }
        Set<String> stored = new HashSet<>();
        MySqlQuestion question = new MySqlQuestion(List.copyOf(unknown), List.copyOf(tables), withSuspects, replica);
        for (MySqlQuestion.Fact fact : question.ask(connection, bound)) {
            if (fact.what().equals("routine")) {
                stored.add(fact.name());
            } else {
                take(fact);
            }
        }
        for (String name : unknown) {
            reasons.add(
                    stored.contains(name)
                            ? "the function " + name + " is stored in the database"
                            : "the function " + name + " is not known to be the same for the same rows");
        }
        for (String table : tables) {
            if (!found.contains(table.substring(table.lastIndexOf('.') + 1))) {
                reasons.add("the table " + table + " is not in the catalog");
            }
        }
    }

    private void words(QueryShape shape) {
        for (String keyword : shape.functionKeywords()) {
            if (!replica || !MySqlNames.isSafeOnReplica(keyword)) {
                reasons.add("the function " + keyword + " tells of the moment or the session");
            }
        }
        for (String word : List.of("sql_calc_found_rows", "rows examined")) {
            if (shape.mentions(word)) {
                reasons.add("the query has " + word + ", which counts across a batch");
            }
        }
    }

    /** Adds those that nothing is known of. */
    private void functions(List<String> names, Set<String> unknown) {
        for (String name : names) {
            boolean known = replica ? MySqlNames.isSafeOnReplica(name) : MySqlNames.isDeterministic(name);
            if (!known && MySqlNames.isMoment(name)) {
                reasons.add("the function " + name + " tells of the moment or the session");
            } else if (!known) {
                unknown.add(name);
            }
        }
    }

    private void take(MySqlQuestion.Fact fact) {
        String name = fact.name();
        switch (fact.what()) {
            case "variable" -> variable(name.toLowerCase(Locale.ROOT), fact.detail());
            case "table" -> table(name, fact.detail().toLowerCase(Locale.ROOT));
            case "zerofill" -> zerofill(name);
            case "view" -> view(name, fact.detail());
            case "generated" -> generated(name, fact.detail());
            case "suspect" -> suspects.add(name);
            case "unique" -> unique.add(name);
            case "integer" -> integers.add(name);
            default -> reasons.add("the catalog answered " + fact.what());
        }
    }

    private void table(String name, String kind) {
        found.add(name.substring(name.indexOf('.') + 1).toLowerCase(Locale.ROOT));
        int slash = kind.indexOf('/');
        String type = kind.substring(0, slash);
        String engine = kind.substring(slash + 1);
        boolean resolved = replica && type.equals("view");
        if (!resolved && !type.equals("base table") && !type.equals("system versioned")) {
            reasons.add("the table " + name + " is a " + type);
        } else if (!resolved && !MySqlNames.isEngine(engine)) {
            reasons.add("the table " + name + " is kept by " + engine);
        }
        String schema = name.substring(0, name.indexOf('.')).toLowerCase(Locale.ROOT);
        if (schema.equals("mysql") || schema.equals("sys") || schema.endsWith("_schema")) {
            reasons.add("the table " + name + " belongs to the system");
        }
    }

    private void zerofill(String column) {
        if (!replica) {
            reasons.add("the column " + column + " is filled with zeros, which a union loses");
        }
    }

    /** Its text names things in turn, each with its database. */
    private void view(String name, String definition) {
        if (!seen.add(definition)) {
            return;
        }
        if (definition.isEmpty()) {
            reasons.add("the text of the view " + name + " is not shown to this user");
            return;
        }
        QueryShape shape = QueryShape.of(SqlText.of(definition, Dialect.MYSQL));
        for (String reason : ShapeRules.reasons(shape, feature)) {
            reasons.add("the view " + name + ": " + reason);
        }
        unasked.add(shape);
    }

    /** A column that is computed when it is read. */
    private void generated(String column, String expression) {
        QueryShape computed = QueryShape.of(SqlText.of("select " + expression, Dialect.MYSQL));
        if (!computed.understood() || !computed.functionKeywords().isEmpty()) {
            reasons.add("the column " + column + " is generated by " + expression);
            return;
        }
        for (String function : computed.functions()) {
            if (!MySqlNames.isDeterministic(function)) {
                reasons.add("the column " + column + " is generated by the function " + function);
            }
        }
    }

    private void variable(String name, String value) {
        switch (name) {
            case "tx_isolation", "transaction_isolation" ->
                isolation = value.toLowerCase(Locale.ROOT).replace('-', ' ');
            case "max_statement_time" -> timeout(value, 1000);
            case "max_execution_time" -> timeout(value, 1);
            case "sql_auto_is_null" -> {
                if (!value.equals("OFF") && !value.equals("0")) {
                    reasons.add("the setting sql_auto_is_null is on");
                }
            }
            case "sql_select_limit" -> {
                if (!value.equals(NO_LIMIT)) {
                    reasons.add("the setting sql_select_limit is " + value);
                }
            }
            case "sql_mode" -> mode(value.toUpperCase(Locale.ROOT));
            default -> {}
        }
    }

    private void timeout(String value, int milliseconds) {
        statementTimeout =
                new BigDecimal(value).multiply(BigDecimal.valueOf(milliseconds)).longValue();
    }

    /** Modes that change where literals end. */
    private void mode(String modes) {
        for (String mode : modes.split(",", -1)) {
            if (mode.equals("ANSI_QUOTES") || mode.equals("NO_BACKSLASH_ESCAPES")) {
                reasons.add("the setting sql_mode has " + mode);
            }
        }
    }
}
