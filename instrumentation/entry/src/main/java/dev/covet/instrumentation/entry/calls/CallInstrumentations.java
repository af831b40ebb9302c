package dev.covet.instrumentation.entry.calls;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import dev.covet.optimizer.engine.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The clients, and the methods in which their answers arrive. Each is the innermost that the application's thread passes
 * and that has been there in all versions named; one that a later version has no more is passed by.
 */
public final class CallInstrumentations {
    private static final String BULK_READ = "([BII)I";
    private static final String JDK = "jdk.internal.net.http.";
    private static final String JAVA_HTTP = "Ljava/net/http/";
    private static final String CONNECTION = "sun.net.www.protocol.http.HttpURLConnection";
    private static final String CORE_FIVE = "org.apache.hc.core5.";
    private static final String STUB = "io.grpc.stub.";
    private static final String WAITS = "reactor.core.publisher.Blocking";

    private final Calls calls;
    private final InstrumentationPoint heard;
    private final List<TypeInstrumentation> all = new ArrayList<>();

    private CallInstrumentations(Calls calls) {
        this.calls = calls;
        this.heard = calls.new Heard();
    }

    public static List<TypeInstrumentation> all(Calls calls) {
        CallInstrumentations made = new CallInstrumentations(calls);
        made.jdk();
        made.apache();
        made.okHttp();
        made.grpc();
        made.messages();
        made.redis();
        made.reactor();
        return made.all;
    }

    /** From JDK 17 on. All ways to send end in the method with four parameters, which is not public. */
    private void jdk() {
        at(
                JDK + "HttpClientImpl",
                after(
                        "sendAsync",
                        "(" + JAVA_HTTP + "HttpRequest;" + JAVA_HTTP + "HttpResponse$BodyHandler;" + JAVA_HTTP
                                + "HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)",
                        calls.new Stage()));
        at(JDK + "ResponseSubscribers$HttpResponseInputStream", heardAfter("read", BULK_READ));
        at(CONNECTION, heardAfter("getInputStream", "()"));
        at(CONNECTION + "$HttpInputStream", heardAfter("read", BULK_READ));
    }

    /** HttpCore from 4.0, which HttpClient 4 uses, and from 5.0; the asynchronous client from 5.0. */
    private void apache() {
        at("org.apache.http.protocol.HttpRequestExecutor", heardAfter("execute", "("));
        at("org.apache.http.conn.EofSensorInputStream", heardAfter("read", BULK_READ));
        at(CORE_FIVE + "http.impl.io.HttpRequestExecutor", heardAfter("execute", "("));
        at(CORE_FIVE + "http.io.EofSensorInputStream", heardAfter("read", BULK_READ));
        at(
                "org.apache.hc.client5.http.impl.async.InternalAbstractHttpAsyncClient",
                after("doExecute", "(", calls.new Result()));
        Calls.Over over = calls.new Over();
        at(
                CORE_FIVE + "concurrent.BasicFuture",
                after("completed", "(Ljava/lang/Object;)", over),
                after("failed", "(Ljava/lang/Exception;)", over),
                after("cancel", "(Z)", over));
    }

    /** From 3.0; the class has moved with 4.4. Calls that are queued come through the same method on another thread. */
    private void okHttp() {
        Calls.Over over = calls.new Over();
        MethodAdvice[] methods = {
            new MethodAdvice(AdviceKind.ENTER, "enqueue", "(Lokhttp3/Callback;)V", calls.new Self()),
            after("getResponseWithInterceptorChain", "(", over),
            after("getResponseWithInterceptorChain$okhttp", "(", over)
        };
        at("okhttp3.RealCall", methods);
        at("okhttp3.internal.connection.RealCall", methods);
        at("okhttp3.internal.connection.Exchange$ResponseBodySource", heardAfter("read", "(Lokio/Buffer;J)J"));
    }

    /** Stubs from 1.0. What generated code calls makes a listener for each call and starts it on the caller's thread. */
    private void grpc() {
        at(
                STUB + "ClientCalls",
                new MethodAdvice(AdviceKind.ENTER, "startCall", "(Lio/grpc/ClientCall;L", calls.new Second()));
        MethodAdvice closed = after("onClose", "(Lio/grpc/Status;", calls.new Over());
        at(STUB + "ClientCalls$StreamObserverToCallListenerAdapter", closed);
        at(STUB + "ClientCalls$UnaryStreamToFuture", closed);
        at(STUB + "ClientCalls$BlockingResponseStream$QueuingListener", closed);
        at(STUB + "BlockingClientCall", heardAfter("read", "("), heardAfter("hasNext", "("), heardAfter("write", "("));
    }

    /** Kafka from 0.9, RabbitMQ from 5.0, and whatever implements JMS 1.1 or later. */
    private void messages() {
        at("org.apache.kafka.clients.producer.KafkaProducer", heardAfter("send", "("), heardAfter("flush", "("));
        at("org.apache.kafka.clients.consumer.KafkaConsumer", heardAfter("poll", "("));
        at(
                "com.rabbitmq.client.impl.ChannelN",
                heardAfter("basicPublish", "("),
                heardAfter("basicGet", "("),
                heardAfter("waitForConfirms", "("));
        MethodAdvice delivered = new MethodAdvice(AdviceKind.ENTER, "handleDelivery", "(Ljava/lang/String;", heard);
        below(Set.of("com.rabbitmq.client.Consumer", "com.rabbitmq.client.DefaultConsumer"), delivered);
        for (String jms : List.of("javax.jms.", "jakarta.jms.")) {
            below(
                    Set.of(jms.concat("MessageConsumer"), jms.concat("QueueReceiver"), jms.concat("TopicSubscriber")),
                    heardAfter("receive", "("),
                    heardAfter("receiveNoWait", "("));
            below(
                    Set.of(jms.concat("MessageProducer"), jms.concat("QueueSender"), jms.concat("TopicPublisher")),
                    heardAfter("send", "("),
                    heardAfter("publish", "("));
        }
    }

    /** Jedis from 2.9 and Lettuce from 5.0, also where it is waited for. */
    private void redis() {
        at("redis.clients.jedis.Connection", heardAfter("readProtocolWithCheckingBroken", "()"));
        at(
                "io.lettuce.core.RedisChannelHandler",
                after("dispatch", "(Lio/lettuce/core/protocol/RedisCommand;)", calls.new Stage()));
    }

    /** Reactor from 3.1, where a thread waits: so Spring's {@code WebClient} comes back to those who read databases. */
    private void reactor() {
        at(WAITS + "SingleSubscriber", heardAfter("blockingGet", "("));
        at(WAITS + "OptionalMonoSubscriber", heardAfter("blockingGet", "("));
        at(WAITS + "Iterable$SubscriberIterator", heardAfter("hasNext", "()"));
    }

    private MethodAdvice heardAfter(String method, String signature) {
        return after(method, signature, heard);
    }

    private static MethodAdvice after(String method, String signature, InstrumentationPoint point) {
        return new MethodAdvice(AdviceKind.EXIT, method, signature, point);
    }

    private void at(String type, MethodAdvice... methods) {
        all.add(new Client(Set.of(type), Set.of(), List.of(methods)));
    }

    private void below(Set<String> types, MethodAdvice... methods) {
        all.add(new Client(Set.of(), types, List.of(methods)));
    }

    private record Client(Set<String> types, Set<String> interfaces, List<MethodAdvice> methods)
            implements TypeInstrumentation {
        @Override
        public String name() {
            return Fence.FEATURE;
        }
    }
}
