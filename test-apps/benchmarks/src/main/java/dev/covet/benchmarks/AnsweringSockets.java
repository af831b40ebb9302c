package dev.covet.benchmarks;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets at whose other end is no network and no server, but {@link AnsweringServer} in the same thread. The driver makes
 * it by its name.
 */
public final class AnsweringSockets extends SocketFactory {
    @Override
    public Socket createSocket() {
        return new AnsweringSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        return createSocket();
    }

    private static final class AnsweringSocket extends Socket {
        private final AnsweringServer server = new AnsweringServer();

        @Override
        public void connect(SocketAddress address, int timeout) {
            // There is nowhere to go.
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InputStream getInputStream() {
            return server.answers();
        }

        @Override
        public OutputStream getOutputStream() {
            return server.requests();
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            // Nothing waits here.
        }

        @Override
        public void setKeepAlive(boolean on) {
            // Nothing ends here.
        }

        @Override
        public void setSoTimeout(int millis) {
            // Answers are there at once.
        }

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public int getSendBufferSize() {
            return 8192;
        }
    }
}
