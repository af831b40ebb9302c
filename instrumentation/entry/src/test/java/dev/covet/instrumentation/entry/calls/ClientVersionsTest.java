package dev.covet.instrumentation.entry.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oldest and the newest version of each client have the methods that are instrumented. */
class ClientVersionsTest {
    private static final Path CLIENTS = Path.of("target", "clients");

    private static Arguments client(String jar, String... methods) {
        return arguments(named(jar, CLIENTS.resolve(jar).toFile()), Set.of(methods));
    }

    private static Stream<Arguments> clients() {
        return Stream.concat(http(), others());
    }

    private static Stream<Arguments> http() {
        String enqueue = "RealCall.enqueue";
        String answered = "RealCall.getResponseWithInterceptorChain$okhttp";
        String body = "Exchange$ResponseBodySource.read";
        return Stream.of(
                client("httpcore-4.0.1.jar", "HttpRequestExecutor.execute"),
                client("httpcore-4.4.16.jar", "HttpRequestExecutor.execute"),
                client("httpclient-4.0.3.jar", "EofSensorInputStream.read"),
                client("httpclient-4.5.14.jar", "EofSensorInputStream.read"),
                client("httpcore5-5.0.jar", coreFive()),
                client("httpcore5-5.4.3.jar", coreFive()),
                client("httpclient5-5.0.jar", "InternalAbstractHttpAsyncClient.doExecute"),
                client("httpclient5-5.6.4.jar", "InternalAbstractHttpAsyncClient.doExecute"),
                client("okhttp-3.0.1.jar", enqueue, "RealCall.getResponseWithInterceptorChain"),
                client("okhttp-4.12.0.jar", enqueue, answered, body),
                client("okhttp-jvm-5.5.0.jar", enqueue, answered, body));
    }

    private static Stream<Arguments> others() {
        String waits = "BlockingSingleSubscriber.blockingGet";
        String iterates = "BlockingIterable$SubscriberIterator.hasNext";
        return Stream.of(
                client("grpc-stub-1.0.0.jar", stubs(false)),
                client("grpc-stub-1.85.1.jar", stubs(true)),
                client("kafka-clients-0.9.0.1.jar", kafka()),
                client("kafka-clients-4.2.1.jar", kafka()),
                client("amqp-client-5.0.0.jar", rabbit()),
                client("amqp-client-5.30.0.jar", rabbit()),
                client("jedis-2.9.0.jar", "Connection.readProtocolWithCheckingBroken"),
                client("jedis-7.4.1.jar", "Connection.readProtocolWithCheckingBroken"),
                client("lettuce-core-5.0.0.RELEASE.jar", "RedisChannelHandler.dispatch"),
                client("lettuce-core-7.5.2.RELEASE.jar", "RedisChannelHandler.dispatch"),
                client("reactor-core-3.1.0.RELEASE.jar", waits, iterates),
                client("reactor-core-3.8.7.jar", waits, "BlockingOptionalMonoSubscriber.blockingGet", iterates));
    }

    private static String[] coreFive() {
        return new String[] {
            "HttpRequestExecutor.execute",
            "EofSensorInputStream.read",
            "BasicFuture.completed",
            "BasicFuture.failed",
            "BasicFuture.cancel"
        };
    }

    private static String[] stubs(boolean waiting) {
        Stream<String> always = Stream.of(
                "ClientCalls.startCall",
                "ClientCalls$StreamObserverToCallListenerAdapter.onClose",
                "ClientCalls$UnaryStreamToFuture.onClose",
                "ClientCalls$BlockingResponseStream$QueuingListener.onClose");
        Stream<String> since =
                Stream.of("BlockingClientCall.read", "BlockingClientCall.hasNext", "BlockingClientCall.write");
        return Stream.concat(always, waiting ? since : Stream.empty()).toArray(String[]::new);
    }

    private static String[] kafka() {
        return new String[] {"KafkaProducer.send", "KafkaProducer.flush", "KafkaConsumer.poll"};
    }

    private static String[] rabbit() {
        return new String[] {"ChannelN.basicPublish", "ChannelN.basicGet", "ChannelN.waitForConfirms"};
    }

    @ParameterizedTest
    @MethodSource("clients")
    void client_hasTheMethods(File jar, Set<String> methods) throws IOException {
        Set<String> found = new TreeSet<>();
        try (ClassFileLocator files = ClassFileLocator.ForJarFile.of(jar)) {
            TypePool pool = TypePool.Default.of(files);
            for (TypeInstrumentation each : CallInstrumentations.all(new Calls())) {
                for (String type : each.types()) {
                    TypePool.Resolution resolution = pool.describe(type);
                    if (resolution.isResolved()) {
                        add(resolution.resolve(), each, found);
                    }
                }
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(methods);
    }

    private static void add(TypeDescription type, TypeInstrumentation instrumentation, Set<String> found) {
        for (MethodAdvice advice : instrumentation.methods()) {
            for (MethodDescription method : type.getDeclaredMethods()) {
                if (!method.isAbstract() && advice.matches(method.getInternalName(), method.getDescriptor())) {
                    found.add(type.getName().substring(type.getName().lastIndexOf('.') + 1) + '.' + advice.method());
                }
            }
        }
    }
}
