package dev.covet.optimizer.features.cache.shared;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server that speaks RESP 2. Used by one thread at a time, closed by any. What is not an answer of the kind
 * that is expected ends it.
 */
final class RedisConnection implements AutoCloseable {
    private static final int CONNECTING = 200;
    private static final int LONGEST_LINE = 4_096;
    private static final int MOST_PARTS = 10_000;
    private static final int DEEPEST = 5;

    private final Socket socket;
    private final InputStream in;
    private final int largest;
    private long until;

    private RedisConnection(Socket socket, int largest) throws IOException {
        this.socket = socket;
        this.largest = largest;
        this.in = new BufferedInputStream(new Timed(socket.getInputStream()), 8_192);
    }

    /**
     * Connects and logs in.
     *
     * @param largest bytes of an answer
     */
    static RedisConnection open(RedisAddress address, SSLSocketFactory encrypting, long nanos, int largest)
            throws IOException {
        Socket plain = new Socket();
        RedisConnection made = null;
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(address.host(), address.port()), CONNECTING);
            plain.setSoTimeout(5 * CONNECTING);
            made = new RedisConnection(address.encrypted() ? encrypted(plain, address, encrypting) : plain, largest);
            made.logIn(address, nanos);
            return made;
        } finally {
            if (made == null) {
                plain.close();
            }
        }
    }

    private static Socket encrypted(Socket plain, RedisAddress address, SSLSocketFactory encrypting)
            throws IOException {
        SSLSocket socket = (SSLSocket) encrypting.createSocket(plain, address.host(), address.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void logIn(RedisAddress address, long nanos) throws IOException {
        boolean in = false;
        try {
            if (!address.password().isEmpty()) {
                byte[] password = bytes(address.password());
                if (address.user().isEmpty()) {
                    call(nanos, bytes("AUTH"), password);
                } else {
                    call(nanos, bytes("AUTH"), bytes(address.user()), password);
                }
            }
            if (address.database() != 0) {
                call(nanos, bytes("SELECT"), bytes(String.valueOf(address.database())));
            }
            call(nanos, bytes("PING"));
            in = true;
        } finally {
            if (!in) {
                close();
            }
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Sends a command and reads its answer: bytes, of a status or number its text; null for nothing.
     *
     * @param nanos to wait at most, for all of it
     * @throws RedisErrorException if the server refuses; else the connection is of no use any more
     */
    byte @Nullable [] call(long nanos, byte[]... command) throws IOException {
        send(nanos, command);
        return answer(in.read());
    }

    /**
     * The same for a command whose answer is a list: all that stands in it and in the lists in it, in its order.
     *
     * @throws IOException also if there is more than what may be stored
     */
    List<byte[]> list(long nanos, byte[]... command) throws IOException {
        send(nanos, command);
        List<byte[]> found = new ArrayList<>();
        int kind = in.read();
        if (kind == '*') {
            collect(found, DEEPEST);
        } else if (answer(kind) != null) {
            throw noAnswer();
        }
        return found;
    }

    private void collect(List<byte[]> found, int deeper) throws IOException {
        int size = number(line());
        if (deeper == 0 || size > MOST_PARTS) {
            throw noAnswer();
        }
        // Nothing is written as a list of -1.
        for (int i = 0; i < size; i++) {
            int kind = in.read();
            if (kind == '*') {
                collect(found, deeper - 1);
                continue;
            }
            byte[] part = answer(kind);
            if (part == null || found.size() >= MOST_PARTS) {
                throw noAnswer();
            }
            found.add(part);
        }
    }

    private void send(long nanos, byte[]... command) throws IOException {
        until = System.nanoTime() + nanos;
        ByteArrayOutputStream request = new ByteArrayOutputStream(64 + command[command.length - 1].length);
        request.writeBytes(bytes("*" + command.length + "\r\n"));
        for (byte[] part : command) {
            request.writeBytes(bytes("$" + part.length + "\r\n"));
            request.writeBytes(part);
            request.writeBytes(bytes("\r\n"));
        }
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
    }

    private static IOException noAnswer() {
        return new IOException("This is no answer of Redis.");
    }

    private byte @Nullable [] answer(int kind) throws IOException {
        String line = line();
        return switch (kind) {
            case '+', ':' -> bytes(line);
            case '$' -> bulk(line);
            case '-' -> throw new RedisErrorException(line);
            default -> throw noAnswer();
        };
    }

    private byte @Nullable [] bulk(String length) throws IOException {
        int size = number(length);
        if (size == -1) {
            return null;
        }
        if (size < 0 || size > largest) {
            throw new IOException("An answer of " + length + " bytes is larger than what is stored.");
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size || in.read() != '\r' || in.read() != '\n') {
            throw new EOFException("The answer ends too early.");
        }
        return bytes;
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new IOException("This is no answer of Redis.", wrong);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\r') {
            if (next < 0 || line.size() >= LONGEST_LINE) {
                throw new EOFException("The connection has ended.");
            }
            line.write(next);
            next = in.read();
        }
        if (in.read() != '\n') {
            throw new EOFException("The connection has ended.");
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ended) {
            // What cannot be ended properly has ended already.
        }
    }

    /** Does not wait beyond the time of the command, however many pieces its answer comes in. */
    private final class Timed extends FilterInputStream {
        Timed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no answer in time");
            }
            socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            return super.read(into, from, most);
        }
    }
}
