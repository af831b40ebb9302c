package dev.covet.instrumentation.jdbc.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogThreadTest {
    private static final long PATIENT = TimeUnit.SECONDS.toNanos(60);
    private static final byte HEARTBEAT = 27;

    private int packets;

    /** Sends one packet, then breaks in this way. */
    private final class Breaking implements LogConnection {
        private final Throwable how;

        Breaking(Throwable how) {
            this.how = how;
        }

        @Override
        public Connection connection() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void send(byte[] command) {}

        @Override
        public byte[] receive() throws IOException, SQLException {
            packets++;
            if (packets == 1) {
                ByteBuffer packet = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
                return packet.put(5, HEARTBEAT).putInt(10, 19).array();
            }
            if (how instanceof Error error) {
                throw error;
            }
            if (how instanceof IOException broken) {
                throw broken;
            }
            throw new SQLException(how);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, SQLException.class, OutOfMemoryError.class, LinkageError.class})
    void next_whateverEndsTheLog_fails(Class<? extends Throwable> how) throws Exception {
        LogThread thread =
                new LogThread(new Breaking(how.getDeclaredConstructor().newInstance()), new EventReader(false));
        thread.start();
        assertThat(thread.next(PATIENT)).isNotNull();
        assertThatThrownBy(() -> thread.next(PATIENT)).isInstanceOf(SQLException.class);
        thread.end();
    }
}
