package dev.covet.conformance;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes statements as an application would: any overload, any mode. */
final class StatementMoves {
    private final Draft draft;
    private final Choice choice;

    StatementMoves(Draft draft) {
        this.draft = draft;
        this.choice = draft.choice();
    }

    void create() {
        Slot connection = draft.open(Connection.class);
        if (connection == null) {
            return;
        }
        int which = choice.between(0, 99);
        if (which < 35) {
            plain(connection);
        } else if (which < 90) {
            prepare(connection);
        } else {
            List<Template> calls = draft.dialect().templates(Template.Kind.CALL);
            Template call = choice.of(calls);
            withModes(
                            CallableStatement.class,
                            connection,
                            "prepareCall",
                            List.of(Value.of(call.sql())),
                            choice.between(0, 3))
                    .runs(call);
        }
    }

    /** A statement without a text. */
    Slot plain(Slot connection) {
        return withModes(Statement.class, connection, "createStatement", List.of(), choice.between(0, 3));
    }

    Slot prepare(Slot connection) {
        Template template = choice.of(draft.dialect().templates());
        Value sql = Value.of(template.sql());
        Slot statement;
        if (template.kind() == Template.Kind.UPDATE && choice.percent(50)) {
            statement = draft.assign(PreparedStatement.class, connection, "prepareStatement", sql, keys());
        } else {
            statement = withModes(
                    PreparedStatement.class, connection, "prepareStatement", List.of(sql), choice.between(0, 5));
        }
        statement.runs(template);
        return statement;
    }

    /** An argument that asks for generated keys. */
    Value keys() {
        return switch (choice.between(0, 3)) {
            case 0, 1 -> Value.of(Statement.RETURN_GENERATED_KEYS);
            case 2 -> Value.literal("strings", choice.of("id", "ID", "id,name", "nosuch"));
            default -> Value.literal("ints", choice.of("1", "1,2", "99"));
        };
    }

    /** With no mode for 0 or more than 3, type and concurrency for 1 and 2, holdability as well for 3. */
    private Slot withModes(Class<?> type, Slot connection, String method, List<Value> first, int modes) {
        List<Value> arguments = new ArrayList<>(first);
        int scrolling = ResultSet.TYPE_FORWARD_ONLY;
        int concurrency = ResultSet.CONCUR_READ_ONLY;
        if (modes >= 1 && modes <= 3 && (draft.dialect().has(Dialect.Trait.SCROLLS) || choice.percent(5))) {
            scrolling = choice.of(
                    ResultSet.TYPE_FORWARD_ONLY,
                    ResultSet.TYPE_SCROLL_INSENSITIVE,
                    ResultSet.TYPE_SCROLL_INSENSITIVE,
                    ResultSet.TYPE_SCROLL_SENSITIVE);
            concurrency = choice.of(ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE);
            arguments.add(Value.of(scrolling));
            arguments.add(Value.of(concurrency));
        }
        if (modes == 3 && arguments.size() > first.size()) {
            arguments.add(Value.of(choice.of(ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT)));
        }
        Slot statement = draft.assign(type, connection, method, arguments);
        statement.mode(scrolling, concurrency);
        if (arguments.size() > first.size() && choice.percent(30)) {
            draft.call(statement, choice.of("getResultSetHoldability", "getResultSetType", "getResultSetConcurrency"));
        }
        return statement;
    }

    /** Settings of a statement, each read back now and then. */
    void configure() {
        Slot statement = draft.open(Statement.class);
        if (statement == null) {
            return;
        }
        String property = choice.of(
                "FetchSize",
                "FetchSize",
                "MaxRows",
                "MaxRows",
                "LargeMaxRows",
                "QueryTimeout",
                "FetchDirection",
                "MaxFieldSize",
                "Poolable",
                "EscapeProcessing",
                "closeOnCompletion",
                "CursorName");
        switch (property) {
            case "closeOnCompletion" -> {
                draft.call(statement, property);
                draft.call(statement, "isCloseOnCompletion");
            }
            case "LargeMaxRows" -> draft.call(statement, "setLargeMaxRows", Value.of((long) choice.between(0, 3)));
            case "Poolable", "EscapeProcessing" ->
                draft.call(statement, "set" + property, Value.of(choice.percent(50)));
            case "CursorName" -> draft.call(statement, "setCursorName", Value.of("cursor"));
            case "FetchDirection" ->
                draft.call(
                        statement,
                        "setFetchDirection",
                        Value.of(choice.of(ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE)));
            case "QueryTimeout" -> draft.call(statement, "setQueryTimeout", Value.of(choice.of(0, 30)));
            default -> draft.call(statement, "set" + property, Value.of(choice.of(0, 1, 2, 3, 50)));
        }
        String getter = property.equals("Poolable") ? "isPoolable" : "get" + property;
        if (choice.percent(60) && !property.matches("EscapeProcessing|closeOnCompletion|CursorName")) {
            draft.call(statement, getter);
        }
    }
}
