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

    private final Calls calls;
    private final List<TypeInstrumentation> all = new ArrayList<>();

    private CallInstrumentations(Calls calls) {
        this.calls = calls;
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
        String client = "jdk.internal.net.http.";
        String http = "Ljava/net/http/";
        at(
                client + "HttpClientImpl",
                after(
                        "sendAsync",
                        "(" + http + "HttpRequest;" + http + "HttpResponse$BodyHandler;" + http
                                + "HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)",
                        calls.new Stage()));
        at(client + "ResponseSubscribers$HttpResponseInputStream", heardAfter("read", BULK_READ));
        String connection = "sun.net.www.protocol.http.HttpURLConnection";
        at(connection, heardAfter("getInputStream", "()"));
        at(connection + "$HttpInputStream", heardAfter("read", BULK_READ));
    }

    /** HttpCore from 4.0, which HttpClient 4 uses, and from 5.0; the asynchronous client from 5.0. */
    private void apache() {
        at("org.apache.http.protocol.HttpRequestExecutor", heardAfter("execute", "("));
        at("org.apache.http.conn.EofSensorInputStream", heardAfter("read", BULK_READ));
        String five = "org.apache.hc.core5.";
        at(five + "http.impl.io.HttpRequestExecutor", heardAfter("execute", "("));
        at(five + "http.io.EofSensorInputStream", heardAfter("read", BULK_READ));
        at(
                "org.apache.hc.client5.http.impl.async.InternalAbstractHttpAsyncClient",
                after("doExecute", "(", calls.new Result()));
        Calls.Over over = calls.new Over();
        at(
                five + "concurrent.BasicFuture",
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
        String stub = "io.grpc.stub.";
        at(
                stub + "ClientCalls",
                new MethodAdvice(AdviceKind.ENTER, "startCall", "(Lio/grpc/ClientCall;L", calls.new Second()));
        MethodAdvice closed = after("onClose", "(Lio/grpc/Status;", calls.new Over());
        at(stub + "ClientCalls$StreamObserverToCallListenerAdapter", closed);
        at(stub + "ClientCalls$UnaryStreamToFuture", closed);
        at(stub + "ClientCalls$BlockingResponseStream$QueuingListener", closed);
        at(stub + "BlockingClientCall", heardAfter("read", "("), heardAfter("hasNext", "("), heardAfter("write", "("));
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
        MethodAdvice delivered =
                new MethodAdvice(AdviceKind.ENTER, "handleDelivery", "(Ljava/lang/String;", calls.new Heard());
        below(Set.of("com.rabbitmq.client.Consumer", "com.rabbitmq.client.DefaultConsumer"), delivered);
        for (String jms : List.of("javax.jms.", "jakarta.jms.")) {
            below(
                    Set.of(jms + "MessageConsumer", jms + "QueueReceiver", jms + "TopicSubscriber"),
                    heardAfter("receive", "("),
                    heardAfter("receiveNoWait", "("));
            below(
                    Set.of(jms + "MessageProducer", jms + "QueueSender", jms + "TopicPublisher"),
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
        String waits = "reactor.core.publisher.Blocking";
        at(waits + "SingleSubscriber", heardAfter("blockingGet", "("));
        at(waits + "OptionalMonoSubscriber", heardAfter("blockingGet", "("));
        at(waits + "Iterable$SubscriberIterator", heardAfter("hasNext", "()"));
    }

    private MethodAdvice heardAfter(String method, String signature) {
        return after(method, signature, calls.new Heard());
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
