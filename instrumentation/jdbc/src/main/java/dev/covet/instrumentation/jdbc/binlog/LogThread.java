package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.instrumentation.jdbc.binlog.EventReader.Step;
import dev.covet.optimizer.engine.OwnThread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Waits for the log on a thread of its own. If nobody takes what it has read, it reads no further. */
final class LogThread {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final int MOST_WAITING = 10_000;
    private static final int EVENT = 0;
    private static final int ERROR = 0xff;

    private final LogConnection log;
    private final EventReader reader;
    private final BlockingQueue<Object> read = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;

    /** Made after the log was asked for. */
    LogThread(LogConnection log, EventReader reader) {
        this.log = log;
        this.reader = reader;
        thread = OwnThread.of(this::run, "covet-cache-log-" + THREADS.incrementAndGet());
    }

    /** Begins once the server has begun: it says at once if it will not. */
    void start() throws SQLException {
        try {
            Step first = reader.read(event());
            if (first != null) {
                read.add(first);
            }
        } catch (IOException e) {
            throw new SQLException("The server does not send its log.", "08006", e);
        }
        thread.start();
    }

    private ByteBuffer event() throws IOException, SQLException {
        byte[] packet = log.receive();
        int kind = packet.length == 0 ? ERROR : Byte.toUnsignedInt(packet[0]);
        if (kind == EVENT) {
            return ByteBuffer.wrap(packet, 1, packet.length - 1).slice();
        }
        throw kind == ERROR ? error(packet) : new SQLException("The server's log has ended.", "08006");
    }

    private static SQLException error(byte[] packet) {
        int number = packet.length < 3 ? 0 : Byte.toUnsignedInt(packet[1]) | Byte.toUnsignedInt(packet[2]) << 8;
        boolean state = packet.length > 8 && packet[3] == '#';
        int from = Math.min(packet.length, state ? 9 : 3);
        return new SQLException(
                "The server does not send its log: "
                        + new String(packet, from, packet.length - from, StandardCharsets.UTF_8),
                state ? new String(packet, 4, 5, StandardCharsets.US_ASCII) : "08006",
                number);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Step step = reader.read(event());
                if (step != null) {
                    read.put(step);
                }
            }
        } catch (SQLException e) {
            end(e);
        } catch (IOException | RuntimeException | Error e) {
            // Also for want of memory, as rows may be large: whoever waits for the log would never hear of it again.
            end(new SQLException("The connection that the server's log came on has ended (" + e + ").", "08006", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(SQLException why) {
        try {
            read.put(why);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next thing that was read; null if there is none for so long. */
    @Nullable Step next(long mostNanos) throws SQLException {
        Object next = read.peek();
        try {
            next = next == null ? read.poll(mostNanos, TimeUnit.NANOSECONDS) : read.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (next instanceof SQLException failure) {
            throw failure;
        }
        return (Step) next;
    }

    /** Its connection has been closed. */
    void end() {
        thread.interrupt();
    }
}
