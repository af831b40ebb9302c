package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL's catalog about what a query names. Views and policies are read as text and judged as the query is,
 * with one more question for each level of them.
 */
public final class PostgresCatalog {
    private static final int DEEPEST = 6;

    private final List<String> reasons = new ArrayList<>();
    private final List<String> alone = new ArrayList<>();
    private final Set<String> fleeting = new LinkedHashSet<>();

    /** The fleeting reasons that do not matter to the session that has asked. */
    private final Set<String> ofOthers = new HashSet<>();

    private final Set<String> read = new HashSet<>();
    private final Set<String> askedFunctions = new HashSet<>();
    private final Set<String> askedTables = new HashSet<>();
    private final Set<String> seenTexts = new HashSet<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private final Set<String> tables = new LinkedHashSet<>();
    private final List<QueryShape> texts = new ArrayList<>();
    private final SuspectSearch suspectRelations = new SuspectSearch();
    private final Set<String> suspectWords = new HashSet<>();
    private boolean suspectEverywhere;
    private final boolean bound;
    private final String feature;

    /** Null unless a replica is to be asked. */
    private final @Nullable ReplicaFacts replica;

    private final boolean transaction;
    private final boolean suspectsWanted;
    private boolean asked;
    private String isolation = "";
    private long statementTimeout;
    private long lockTimeout;

    private PostgresCatalog(boolean bound, String feature, boolean transaction, boolean suspectsWanted) {
        this.bound = bound;
        this.feature = feature;
        this.replica = Purpose.of(feature) == Purpose.ROUTE ? new ReplicaFacts() : null;
        this.transaction = transaction;
        this.suspectsWanted = suspectsWanted;
    }

    /** The same on a connection of ours, without a transaction: nobody waits for the answer. */
    public static Eligibility judgeApart(Connection connection, QueryShape shape, String feature, boolean suspects) {
        return judge(connection, shape, suspects, new PostgresCatalog(false, feature, false, suspects));
    }

    /**
     * Judges a query. Asks on this connection, inside its transaction if it has one, and for a short time only.
     *
     * @param connection the application's, as its driver has made it; nothing changes on it
     * @param feature that wants to know
     * @param transaction whether one is open, which an error must not end
     * @param suspects whether to look, too, for what other queries may name
     */
    public static Eligibility judge(
            Connection connection, QueryShape shape, String feature, boolean transaction, boolean suspects) {
        return judge(connection, shape, suspects, new PostgresCatalog(true, feature, transaction, suspects));
    }

    private static Eligibility judge(
            Connection connection, QueryShape shape, boolean suspects, PostgresCatalog catalog) {
        List<String> early = ShapeRules.reasons(shape, catalog.feature);
        if (!early.isEmpty()) {
            return Eligibility.refused(early);
        }
        catalog.alone.addAll(ShapeRules.alone(shape));
        catalog.fleeting(shape, "");
        catalog.query(shape);
        try {
            catalog.ask(connection);
            catalog.asked = true;
            catalog.askedAll();
        } catch (SQLException e) {
            catalog.reasons.add("the catalog could not be asked (" + e.getSQLState() + ")");
        }
        List<String> reasons = List.copyOf(new LinkedHashSet<>(catalog.reasons));
        catalog.fleeting.addAll(reasons);
        List<String> again = catalog.fleeting.stream()
                .filter(reason -> !catalog.ofOthers.contains(reason))
                .toList();
        return new Eligibility(
                reasons,
                catalog.alone,
                catalog.isolation,
                catalog.statementTimeout,
                catalog.lockTimeout,
                Set.of(),
                suspects && catalog.asked ? catalog.suspects() : null,
                new Lasting(
                        List.copyOf(catalog.fleeting),
                        catalog.read,
                        last(catalog.askedTables),
                        catalog.askedFunctions,
                        again),
                catalog.asked,
                catalog.replica == null ? Set.of() : catalog.replica.settings());
    }

    private static Set<String> last(Set<String> names) {
        return names.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
    }

    private void query(QueryShape shape) {
        names(shape);
        if (replica != null) {
            replica.query(shape);
        }
    }

    private void names(QueryShape shape) {
        texts.add(shape);
        for (String function : shape.functions()) {
            String name = function.substring(function.lastIndexOf('.') + 1);
            if (askedFunctions.add(name)) {
                functions.add(name);
            }
        }
        for (TableName table : shape.tables()) {
            if (askedTables.add(table.name())) {
                tables.add(table.name());
            }
        }
    }

    private Suspects suspects() {
        return new Suspects(suspectRelations.found(), suspectWords, false, suspectEverywhere);
    }

    private void ask(Connection connection) throws SQLException {
        for (int level = 0; level < DEEPEST; level++) {
            List<String> someFunctions = List.copyOf(functions);
            List<String> someTables = List.copyOf(tables);
            functions.clear();
            tables.clear();
            PostgresQuestion question = new PostgresQuestion(someFunctions, someTables, suspectsWanted && level == 0);
            for (PostgresQuestion.Fact fact : answers(connection, question)) {
                take(fact);
            }
            if (replica != null) {
                for (String call : replica.ask(connection, someFunctions, someTables, texts)) {
                    if (askedFunctions.add(call)) {
                        functions.add(call);
                    }
                }
            }
            if (functions.isEmpty() && tables.isEmpty()) {
                return;
            }
        }
        reasons.add("views or functions stand on others more than " + DEEPEST + " levels deep");
    }

    private void askedAll() {
        if (replica != null) {
            reasons.addAll(replica.reasons(texts, !askedTables.isEmpty()));
            read.addAll(replica.kin());
        }
    }

    private List<PostgresQuestion.Fact> answers(Connection connection, PostgresQuestion question) throws SQLException {
        try {
            return question.ask(connection, transaction, bound);
        } catch (SQLException e) {
            if (transaction) {
                Savepoint.heal(connection);
            }
            throw e;
        }
    }

    private void take(PostgresQuestion.Fact fact) {
        String name = fact.name();
        switch (fact.what()) {
            case "setting" -> setting(name, fact.detail());
            case "server" -> server(fact.detail());
            case "relation" -> relation(name, fact.detail());
            case "missing" -> reasons.add("the table " + name + " is not in the catalog");
            case "table" -> read.add(name);
            case "secured" -> ofOthers("the table " + name + " has row security");
            case "unsteady" -> unsteady(name, fact.detail().equals("own"));
            case "volatile" -> wild(name, fact.detail().equals("own"));
            case "function" -> function(name, fact.detail());
            case "view" -> text("the view " + name, fact.detail());
            case "policy" -> text("the policy " + name, "select " + fact.detail());
            case "operator" -> operator(name, fact.detail());
            case "cast" -> cast(name, fact.detail());
            case "field" -> field(name);
            case "unsteady operator" -> unsteadily(name, PostgresNames.isImpliedOperator(name), fact.detail());
            case "unsteady cast" -> unsteadyCast(name, fact.detail().isEmpty());
            case "unsteady field" -> unsteadily(name, false, name);
            case "suspect" -> suspectRelations.add(name, fact.detail());
            default -> reasons.add("the catalog answered " + fact.what());
        }
    }

    private void setting(String name, String value) {
        switch (name) {
            case "transaction_isolation" -> isolation = value;
            case "statement_timeout" -> statementTimeout = Long.parseLong(value);
            case "lock_timeout" -> lockTimeout = Long.parseLong(value);
            default -> {}
        }
    }

    private void server(String version) {
        if (!PostgresNames.isPostgres(version)) {
            reasons.add("the server is not PostgreSQL 10 or later: " + version);
        }
    }

    private void ofOthers(String reason) {
        fleeting.add(reason);
        ofOthers.add(reason);
    }

    private void fleeting(QueryShape shape, String owner) {
        for (String reason : SteadyFunctions.ofSession(shape)) {
            ofOthers(owner + reason);
        }
        for (String reason : SteadyFunctions.reasons(shape)) {
            fleeting.add(owner + reason);
        }
    }

    /** Of the server's own a replica may be asked for some. */
    private void wild(String function, boolean own) {
        if (replica == null || own || !ReplicaFunctions.areSafe(function)) {
            reasons.add("the function " + function + " is volatile");
        }
    }

    /** One that somebody has made may read tables, whatever the server's own of the same name does. */
    private void unsteady(String function, boolean own) {
        if (replica != null && !own && !ReplicaFunctions.areSafe(function) && !replica.isSettled(function)) {
            reasons.add("the function " + function + " may answer otherwise on a replica, or do more there than read");
        }
        String reason = "the function " + function + " is not immutable";
        if (own) {
            fleeting.add("the function " + function + ", which is not the server's own, is not immutable");
        } else if (SteadyFunctions.tellOfSession(function)) {
            ofOthers(reason);
        } else if (!SteadyFunctions.dependOnSettings(function)) {
            fleeting.add(reason);
        }
    }

    private void relation(String name, String kind) {
        switch (kind) {
            case "r", "p", "v" -> {}
            case "m" -> ofOthers("nobody tells when the materialized view " + name + " is refreshed");
            case "f" -> reasons.add("the table " + name + " is a foreign table or has one among its parts");
            case "S" -> reasons.add("the relation " + name + " is a sequence");
            case "temporary" -> reasons.add("the table " + name + " is temporary");
            case "system" -> reasons.add("the table " + name + " belongs to the system catalog");
            default -> reasons.add("the relation " + name + " is of kind " + kind);
        }
    }

    private void function(String name, String found) {
        boolean allowed = replica != null && ReplicaFunctions.areSafe(name);
        if (PostgresNames.isMoment(name) && !allowed) {
            reasons.add("the function " + name + " tells of the moment it is called, or runs other queries");
        } else if (found.isEmpty() && !PostgresNames.isConstruct(name) && (replica == null || !replica.isWord(name))) {
            reasons.add("the function " + name + " is not in the catalog");
        }
    }

    /** The definition of a view or policy, which names things in turn. */
    private void text(String owner, String definition) {
        if (!seenTexts.add(definition)) {
            return;
        }
        QueryShape shape = QueryShape.of(SqlText.of(definition, Dialect.POSTGRESQL));
        for (String reason : ShapeRules.reasons(shape, feature)) {
            reasons.add(owner + ": " + reason);
        }
        for (String reason : ShapeRules.alone(shape)) {
            alone.add(owner + ": " + reason);
        }
        fleeting(shape, owner + ": ");
        names(shape);
        if (replica != null) {
            replica.definition(owner, shape);
        }
    }

    /** Casts are applied where no text shows them. */
    private void cast(String types, String function) {
        suspectEverywhere = true;
        reasons.add("the cast " + types + " calls the volatile function " + function);
    }

    private void operator(String name, String function) {
        boolean used = PostgresNames.isImpliedOperator(name);
        suspectEverywhere |= used;
        suspectWords.add(name);
        for (QueryShape text : texts) {
            used |= text.mentions(name);
        }
        if (used) {
            reasons.add("the operator " + name + " calls the volatile function " + function);
        }
    }

    /** What stands for a function that may read tables. */
    private void unsteadily(String written, boolean used, String function) {
        if (used || texts.stream().anyMatch(text -> text.mentions(written))) {
            fleeting.add(written + " calls the function " + function + ", which is not immutable");
        }
    }

    private void unsteadyCast(String function, boolean unwritten) {
        if (unwritten || texts.stream().anyMatch(text -> text.mentions("::") || text.mentions("cast"))) {
            fleeting.add("a cast calls the function " + function + ", which is not immutable");
        }
    }

    /** A function of one row, which may be written like a column. */
    private void field(String name) {
        suspectWords.add(name);
        for (QueryShape text : texts) {
            if (text.mentions(name)) {
                reasons.add("the function " + name + " is volatile and can be called like a column");
                return;
            }
        }
    }
}
