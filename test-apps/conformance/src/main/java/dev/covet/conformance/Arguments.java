package dev.covet.conformance;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Arguments for any method of the JDBC interfaces: mostly sensible, sometimes not. */
final class Arguments {
    private final Draft draft;
    private final Choice choice;

    Arguments(Draft draft) {
        this.draft = draft;
        this.choice = draft.choice();
    }

    List<Value> of(Slot receiver, Method method) {
        List<Value> arguments = new ArrayList<>();
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            arguments.add(argument(receiver, method, i, types[i]));
        }
        return arguments;
    }

    private Value argument(Slot receiver, Method method, int index, Class<?> type) {
        if (method.getName().equals("equals")) {
            return choice.of(draft.all(Object.class)).reference();
        }
        if (JdbcTypes.isVariable(type) && !type.getPackageName().equals("java.io")) {
            List<Slot> slots = draft.all(type);
            return slots.isEmpty() || choice.percent(10)
                    ? Value.nothing(type)
                    : choice.of(slots).reference();
        }
        if (type == int.class) {
            return Value.of(number(receiver, method, index));
        }
        if (type == Class.class) {
            return Value.of(
                    method.getName().startsWith("get") ? choice.of(Samples.CLASSES) : choice.of(Samples.INTERFACES));
        }
        if (type == String.class) {
            return text(receiver, method, index);
        }
        return Samples.byType(type, choice);
    }

    private int number(Slot receiver, Method method, int index) {
        String name = method.getName();
        if (index == 0 && receiver.type() == Connection.class && name.equals("createStatement")) {
            return choice.of(
                    ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE, 7);
        }
        return switch (name) {
            case "createStatement", "prepareStatement", "prepareCall" -> mode(method, index);
            case "execute", "executeUpdate", "executeLargeUpdate" ->
                choice.of(Statement.RETURN_GENERATED_KEYS, Statement.NO_GENERATED_KEYS, 9);
            case "getMoreResults" ->
                choice.of(
                        Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT, Statement.CLOSE_ALL_RESULTS, 0);
            case "setTransactionIsolation", "supportsTransactionIsolationLevel" -> choice.of(1, 2, 4, 8, 0);
            case "setHoldability", "supportsResultSetHoldability" ->
                choice.of(ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT, 0);
            case "setFetchDirection" ->
                choice.of(ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN, 5);
            case "setFetchSize", "setMaxRows", "setMaxFieldSize" -> choice.of(0, 1, 2, 5, 100, -1);
            case "setQueryTimeout", "isValid" -> choice.of(0, 30, 60, -1);
            case "setNetworkTimeout" -> choice.of(0, 30_000, 60_000, -1);
            case "absolute", "relative" -> choice.between(-3, 6);
            case "setNull", "registerOutParameter", "setObject", "updateObject" ->
                index == 0 ? columnNumber(receiver) : choice.of(Samples.TYPE_CODES);
            default -> index == 0 ? columnNumber(receiver) : choice.of(0, 1, 2, 3, 10, -1);
        };
    }

    private int mode(Method method, int index) {
        int modes = method.getParameterCount() - (method.getName().startsWith("prepare") ? 1 : 0);
        int mode = index - (method.getName().startsWith("prepare") ? 1 : 0);
        if (modes == 1) {
            return choice.of(Statement.RETURN_GENERATED_KEYS, Statement.NO_GENERATED_KEYS, 9);
        }
        return switch (mode) {
            case 0 ->
                choice.of(
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.TYPE_SCROLL_INSENSITIVE,
                        ResultSet.TYPE_SCROLL_SENSITIVE);
            case 1 -> choice.of(ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE);
            default -> choice.of(ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT);
        };
    }

    private int columnNumber(Slot receiver) {
        int known = Math.max(receiver.columns().size(), 2);
        return choice.percent(90) ? choice.between(1, known) : choice.of(0, -1, known + 1, 99);
    }

    private Value text(Slot receiver, Method method, int index) {
        String name = method.getName();
        if (receiver.type() == DatabaseMetaData.class) {
            return pattern(name, index);
        }
        if (receiver.type() == Connection.class || Statement.class.isAssignableFrom(receiver.type())) {
            if (index == 0 && name.matches("execute\\w*|prepare\\w+|addBatch|nativeSQL")) {
                return Value.of(choice.of(draft.dialect().templates()).sql());
            }
            return setting(name);
        }
        if ((receiver.type() == ResultSet.class && index == 0) || receiver.type() == ResultSetMetaData.class) {
            return Value.of(label(receiver));
        }
        return Samples.byType(String.class, choice);
    }

    private Value setting(String method) {
        return switch (method) {
            case "setSchema" -> Value.of(choice.of(draft.dialect().schemas()));
            case "setCatalog" -> Value.of(choice.of(draft.dialect().catalogs()));
            case "createArrayOf" -> Value.of(choice.of(draft.dialect().arrayTypes()));
            case "getClientInfo", "setClientInfo" -> Value.of(choice.of("ApplicationName", "nosuch"));
            case "createStruct" -> Value.of("pair");
            default -> Samples.byType(String.class, choice);
        };
    }

    /** Catalog, schema and name patterns: always narrow, for whole catalogs are long and differ. */
    private Value pattern(String method, int index) {
        if (index == 0) {
            return Value.nothing(String.class);
        }
        if (index == 1 || (index == 4 && method.equals("getCrossReference"))) {
            return choice.percent(50) && !method.equals("getSchemas")
                    ? Value.of(choice.of(draft.dialect().schemas()))
                    : Value.of("public");
        }
        if (index == 3 && method.equals("getCrossReference")) {
            return Value.nothing(String.class);
        }
        return Value.of(choice.of("item", "part", "kind", "lane%", "ITEM", "PART", "KIND", "nosuch", "twice", "id"));
    }

    String label(Slot resultSet) {
        if (resultSet.columns().isEmpty() || choice.percent(10)) {
            return choice.of(Samples.LABELS);
        }
        String name = choice.of(resultSet.columns()).name();
        return choice.percent(20) ? name.toUpperCase(java.util.Locale.ROOT) : name;
    }
}
