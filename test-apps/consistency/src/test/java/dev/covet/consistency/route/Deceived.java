package dev.covet.consistency.route;

import dev.covet.optimizer.engine.ServerAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Servers that are asked something else than what is meant. */
final class Deceived {
    private Deceived() {}

    /** With this instead of each text. */
    static ServerAccess by(ServerAccess servers, UnaryOperator<String> texts) {
        return by(servers, (connection, text) -> texts.apply(text));
    }

    /** With what can be learned on the same connection. */
    static ServerAccess by(ServerAccess servers, BiFunction<Connection, String, String> texts) {
        return address -> {
            Connection made = servers.open(address);
            return made == null ? made : connection(made, text -> texts.apply(made, text));
        };
    }

    static Connection connection(Connection made, UnaryOperator<String> texts) {
        return (Connection) Proxy.newProxyInstance(
                Deceived.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement") && arguments.length == 1) {
                        arguments[0] = texts.apply((String) arguments[0]);
                    }
                    try {
                        return method.invoke(made, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
