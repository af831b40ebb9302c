package dev.covet.instrumentation.drivers.mariadb.change;

import dev.covet.instrumentation.jdbc.binlog.LogConnection;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.SQLException;
import org.mariadb.jdbc.client.Client;
import org.mariadb.jdbc.client.impl.StandardClient;
import org.mariadb.jdbc.client.socket.Reader;
import org.mariadb.jdbc.client.socket.Writer;

/** How this driver sends and receives packets, which it keeps to itself. Can be made only if all of it is there. */
final class ClientInternals {
    private final VarHandle reader;
    private final VarHandle writer;
    private final MethodHandle read;
    private final MethodHandle begin;
    private final MethodHandle write;
    private final MethodHandle flush;

    /** By handles: later versions have classes where earlier ones have interfaces. */
    ClientInternals() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(StandardClient.class, MethodHandles.lookup());
            reader = lookup.findVarHandle(StandardClient.class, "reader", Reader.class);
            writer = lookup.findVarHandle(StandardClient.class, "writer", Writer.class);
            read = lookup.findVirtual(Reader.class, "readPacket", MethodType.methodType(byte[].class, boolean.class));
            begin = lookup.findVirtual(Writer.class, "initPacket", MethodType.methodType(void.class));
            write = lookup.findVirtual(Writer.class, "writeBytes", MethodType.methodType(void.class, byte[].class));
            flush = lookup.findVirtual(Writer.class, "flush", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the driver sends packets otherwise", e);
        }
    }

    LogConnection log(Connection made) throws SQLException {
        Client client = made.unwrap(org.mariadb.jdbc.Connection.class).getClient();
        if (client instanceof StandardClient single) {
            return new Log(made, single);
        }
        made.close();
        throw new LinkageError("addresses of several servers have a client of their own: " + client.getClass());
    }

    private final class Log implements LogConnection {
        private final Connection connection;
        private final StandardClient client;

        Log(Connection connection, StandardClient client) {
            this.connection = connection;
            this.client = client;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public void send(byte[] command) throws IOException, SQLException {
            try {
                Writer to = (Writer) writer.get(client);
                begin.invoke(to);
                write.invoke(to, command);
                flush.invoke(to);
            } catch (IOException | SQLException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IOException(e);
            }
        }

        @Override
        public byte[] receive() throws IOException, SQLException {
            try {
                return (byte[]) read.invoke((Reader) reader.get(client), false);
            } catch (IOException | SQLException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
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
