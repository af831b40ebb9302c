package dev.covet.instrumentation.entry.http;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.entry.ServerStart;
import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.util.List;
import java.util.Set;

/**
 * The JDK's HTTP server. The server itself walks the chain of filters, so that no filter of ours has to stand in the
 * list which the application can read.
 */
public final class JdkServerInstrumentation {
    private static final String FEATURE = "jdk-http";

    private JdkServerInstrumentation() {}

    public static List<TypeInstrumentation> all(Entries entries) {
        JdkServerPoints points = new JdkServerPoints(entries);
        return List.of(
                new Named(
                        Set.of("sun.net.httpserver.ServerImpl"),
                        List.of(new MethodAdvice(AdviceKind.ENTER, "start", "()V", new ServerStart(entries)))),
                new Named(
                        Set.of("com.sun.net.httpserver.Filter$Chain"),
                        List.of(new MethodAdvice(
                                AdviceKind.ENTER_AND_EXIT,
                                "doFilter",
                                "(Lcom/sun/net/httpserver/HttpExchange;)",
                                points.new Chain()))),
                new Named(
                        Set.of("sun.net.httpserver.HttpExchangeImpl", "sun.net.httpserver.HttpsExchangeImpl"),
                        List.of(
                                new MethodAdvice(
                                        AdviceKind.ENTER_AND_EXIT, "sendResponseHeaders", "(", points.new Answered()),
                                new MethodAdvice(AdviceKind.ENTER, "close", "()V", points.new Closed()))));
    }

    private record Named(Set<String> types, List<MethodAdvice> methods) implements TypeInstrumentation {
        @Override
        public String name() {
            return FEATURE;
        }
    }
}
