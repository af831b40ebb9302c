package dev.covet.instrumentation.entry.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.covet.instrumentation.spi.Woven;
import dev.covet.optimizer.engine.Fence;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients of messages that are known by the interfaces they implement. */
class MessagesTest {
    private static Woven woven;

    @BeforeAll
    static void weave() throws Exception {
        woven = Woven.into(CallInstrumentations.all(new Calls()));
    }

    @AfterAll
    static void unweave() throws Exception {
        woven.close();
    }

    @Test
    void jms_receive_isHeard() {
        NoMessages consumer = new NoMessages();
        Fence fence = Fence.current();
        long before = fence.mark();
        assertThat(consumer.getMessageSelector()).isNull();
        assertThat(fence.holds(before)).isTrue();

        consumer.receive(1);
        assertThat(fence.holds(before)).isFalse();

        long between = fence.mark();
        consumer.receiveNoWait();
        assertThat(fence.holds(between)).isFalse();
    }

    @Test
    void rabbit_delivery_isHeardBeforeTheConsumerRuns() {
        Fence fence = Fence.current();
        long before = fence.mark();
        AtomicBoolean held = new AtomicBoolean(true);
        Delivered consumer = new Delivered(() -> held.set(fence.holds(before)));

        consumer.handleDelivery("tag", new Envelope(1, false, "", ""), new BasicProperties(), new byte[0]);

        assertThat(held).isFalse();
    }

    private static final class Delivered extends DefaultConsumer {
        private final Runnable then;

        @SuppressWarnings("NullAway") // never asked for
        Delivered(Runnable then) {
            super(null);
            this.then = then;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            then.run();
        }
    }

    private static final class NoMessages implements MessageConsumer {
        @Override
        public @Nullable String getMessageSelector() {
            return null;
        }

        @Override
        public @Nullable MessageListener getMessageListener() {
            return null;
        }

        @Override
        public void setMessageListener(MessageListener listener) {}

        @Override
        public @Nullable Message receive() {
            return null;
        }

        @Override
        public @Nullable Message receive(long timeout) {
            return null;
        }

        @Override
        public @Nullable Message receiveNoWait() {
            return null;
        }

        @Override
        public void close() {}
    }
}
