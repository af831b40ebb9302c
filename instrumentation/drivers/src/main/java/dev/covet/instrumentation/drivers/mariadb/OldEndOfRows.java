package dev.covet.instrumentation.drivers.mariadb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.socket.Reader;

/** As {@link EndOfRows}, for versions in which a reader is an interface. */
final class OldEndOfRows implements InvocationHandler {
    private static final byte[] PACKET = {(byte) 0xFE, 0, 0, 0, 0, 0, 0};

    private final ColumnInternals buffers = new ColumnInternals();

    private OldEndOfRows() throws ReflectiveOperationException {}

    static Object make() throws ReflectiveOperationException {
        return Proxy.newProxyInstance(Reader.class.getClassLoader(), new Class<?>[] {Reader.class}, new OldEndOfRows());
    }

    @Override
    public Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "readPacket" -> PACKET;
            case "readableBufFromArray" -> buffers.buffer(PACKET);
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }
}
