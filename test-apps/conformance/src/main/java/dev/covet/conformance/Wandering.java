package dev.covet.conformance;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.util.List;
import java.util.Set;

/** Calls of any method on any variable, whether or not the program should. */
final class Wandering {
    private static final Set<String> STREAM_CALLS = Set.of(
            "read()",
            "skip(long)",
            "close()",
            "available()",
            "readAllBytes()",
            "readNBytes(int)",
            "ready()",
            "write(int)",
            "write(byte[])",
            "write(String)",
            "flush()");

    private final Draft draft;
    private final Choice choice;
    private final Arguments arguments;

    Wandering(Draft draft) {
        this.draft = draft;
        this.choice = draft.choice();
        this.arguments = new Arguments(draft);
    }

    /** First a type, so that the many result sets do not crowd out the few connections. */
    void move() {
        List<? extends Class<?>> types =
                draft.all(Object.class).stream().map(Slot::type).distinct().toList();
        call(choice.of(draft.all(choice.of(types))));
    }

    /** One method of each kind of object, another for each seed, so that many programs together call all. */
    void visit(long seed) {
        Slot connection = draft.open(Connection.class);
        if (connection != null) {
            draft.assign(DatabaseMetaData.class, connection, "getMetaData");
            if (draft.open(CallableStatement.class) == null) {
                Template call = choice.of(draft.dialect().templates(Template.Kind.CALL));
                draft.assign(CallableStatement.class, connection, "prepareCall", Value.of(call.sql()))
                        .runs(call);
            }
        }
        for (Class<?> type :
                List.of(DatabaseMetaData.class, ResultSet.class, PreparedStatement.class, CallableStatement.class)) {
            Slot receiver = draft.open(type);
            if (receiver != null) {
                List<Method> methods = Methods.of(receiver.type());
                Method method = methods.get(Math.floorMod(seed, methods.size()));
                if (isPossible(receiver, method)) {
                    call(receiver, method);
                }
            }
        }
    }

    /** Some method of this variable. */
    void call(Slot receiver) {
        Method method = choice.of(Methods.of(receiver.type()));
        if (isPossible(receiver, method)) {
            call(receiver, method);
        }
    }

    /** Some method of this variable whose name matches. */
    void call(Slot receiver, String pattern) {
        List<Method> methods = Methods.of(receiver.type()).stream()
                .filter(method -> method.getName().matches(pattern) && isPossible(receiver, method))
                .toList();
        if (!methods.isEmpty()) {
            call(receiver, choice.of(methods));
        }
    }

    private void call(Slot receiver, Method method) {
        List<Value> values = arguments.of(receiver, method);
        Class<?> type = method.getReturnType();
        if (JdbcTypes.isVariable(type) && choice.percent(keepShare(receiver, type))) {
            Slot result = draft.assign(type, receiver, method.getName(), values);
            result.runs(receiver.template());
        } else {
            draft.add(receiver, method.getName(), values, null);
        }
    }

    /** What is not kept is read to its end at once, which suits the long answers of metadata. */
    private static int keepShare(Slot receiver, Class<?> type) {
        if (receiver.type() == DatabaseMetaData.class) {
            return 10;
        }
        return type == ResultSetMetaData.class || type == ParameterMetaData.class || type == ResultSet.class ? 90 : 50;
    }

    private static boolean isByName(Method method) {
        return method.getDeclaringClass() == CallableStatement.class
                && method.getParameterCount() > 0
                && method.getParameterTypes()[0] == String.class;
    }

    private boolean isPossible(Slot receiver, Method method) {
        if (InputStream.class == receiver.type()
                || Reader.class == receiver.type()
                || OutputStream.class == receiver.type()
                || Writer.class == receiver.type()) {
            return STREAM_CALLS.contains(Methods.signature(method));
        }
        if (receiver.type() == CallableStatement.class
                && !draft.dialect().has(Dialect.Trait.NAMED_PARAMETERS)
                && (method.getName().equals("getParameterMetaData") || isByName(method))) {
            return false;
        }
        boolean unnamed = method.getName().equals("setSavepoint") && method.getParameterCount() == 0;
        return draft.allows(receiver, method.getName())
                && !(unnamed && !draft.dialect().has(Dialect.Trait.UNNAMED_SAVEPOINTS));
    }
}
