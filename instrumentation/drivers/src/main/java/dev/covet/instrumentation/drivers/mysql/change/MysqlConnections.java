package dev.covet.instrumentation.drivers.mysql.change;

import com.mysql.cj.NativeSession;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.instrumentation.jdbc.binlog.LogConnection;
import dev.covet.instrumentation.jdbc.binlog.LogConnections;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/** Opens connections as the application does, with settings of their own. Says nothing of address and password. */
final class MysqlConnections implements LogConnections {
    private static final Map<String, String> SETTINGS = Map.of(
            "connectTimeout", String.valueOf(PATIENCE),
            "tcpKeepAlive", "true",
            "autoReconnect", "false",
            "allowMultiQueries", "false",
            "useServerPrepStmts", "false",
            "useCursorFetch", "false",
            "queryInterceptors", "",
            "profileSQL", "false");

    private final String url;
    private final Properties properties = new Properties();

    /** Properties go before what stands in the URL. */
    MysqlConnections(String url, Properties given) {
        this.url = url;
        given.stringPropertyNames().forEach(name -> properties.setProperty(name, given.getProperty(name)));
        SETTINGS.forEach(properties::setProperty);
    }

    @Override
    public Connection asking(int patience) throws SQLException {
        return open(patience);
    }

    @Override
    public LogConnection log() throws SQLException {
        Connection made = open(PATIENCE);
        if (made.unwrap(JdbcConnection.class).getSession() instanceof NativeSession session) {
            return new Log(made, session.getProtocol());
        }
        made.close();
        throw new LinkageError("sessions of the X protocol have no log");
    }

    private Connection open(int patience) throws SQLException {
        Properties all = new Properties();
        properties.stringPropertyNames().forEach(name -> all.setProperty(name, properties.getProperty(name)));
        all.setProperty("socketTimeout", String.valueOf(patience));
        Connection made = OwnConnections.open(() -> new Driver().connect(url, all));
        if (made == null) {
            throw new SQLException("The driver of MySQL does not take the application's address.", "08001");
        }
        return made;
    }

    private record Log(Connection connection, NativeProtocol protocol) implements LogConnection {
        @Override
        public void send(byte[] command) throws IOException {
            try {
                NativePacketPayload packet = new NativePacketPayload(command);
                packet.setPosition(command.length);
                protocol.sendCommand(packet, true, 0);
            } catch (CJException e) {
                throw new IOException(e);
            }
        }

        @Override
        public byte[] receive() throws IOException {
            try {
                NativePacketPayload packet = protocol.readMessage(null);
                return Arrays.copyOf(packet.getByteBuffer(), packet.getPayloadLength());
            } catch (CJException e) {
                throw new IOException(e);
            }
        }

        /** Nobody else has this connection, so nothing of it is to be kept. */
        @Override
        public void close() {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // What cannot be ended properly has ended already.
            }
        }
    }
}
