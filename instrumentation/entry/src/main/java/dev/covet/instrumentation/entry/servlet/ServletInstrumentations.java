package dev.covet.instrumentation.entry.servlet;

import dev.covet.instrumentation.entry.Entries;
import dev.covet.instrumentation.entry.ServerStart;
import dev.covet.instrumentation.spi.AdapterSource;
import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.instrumentation.spi.TypeInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every filter and servlet of the APIs of Jakarta EE and Java EE. */
public final class ServletInstrumentations {
    private ServletInstrumentations() {}

    public static List<TypeInstrumentation> all(Entries entries, AdapterSource adapters) {
        List<TypeInstrumentation> all = new ArrayList<>();
        for (String api : List.of("jakarta", "javax")) {
            String adapter = ServletInstrumentations.class.getPackageName() + '.' + api + ".ServletAdapter";
            ServletPoints points = new ServletPoints(entries, adapters, adapter);
            String name = "servlet-" + api;
            all.add(new AnyServlet(name, service(api, points, new ServerStart(entries))));
            all.add(new Async(name, Set.of(api + ".servlet.AsyncContext"), List.of(start(points))));
        }
        return all;
    }

    private static List<MethodAdvice> service(String api, ServletPoints points, ServerStart starting) {
        ServletPoints.Service point = points.new Service();
        String types = "(L" + api + "/servlet/ServletRequest;L" + api + "/servlet/ServletResponse;";
        return List.of(
                new MethodAdvice(
                        AdviceKind.ENTER_AND_EXIT, "doFilter", types + "L" + api + "/servlet/FilterChain;)V", point),
                new MethodAdvice(AdviceKind.ENTER_AND_EXIT, "service", types + ")V", point),
                new MethodAdvice(AdviceKind.ENTER, "init", "(L" + api + "/servlet/FilterConfig;)V", starting),
                new MethodAdvice(AdviceKind.ENTER, "init", "(L" + api + "/servlet/ServletConfig;)V", starting));
    }

    private static MethodAdvice start(ServletPoints points) {
        return new MethodAdvice(AdviceKind.REPLACE_ARGUMENT, "start", "(Ljava/lang/Runnable;)V", points.new Start());
    }

    /** The signatures are rare enough to be looked for in every class. */
    private record AnyServlet(String name, List<MethodAdvice> methods) implements TypeInstrumentation {
        @Override
        public Set<String> interfaces() {
            String api = name.substring("servlet-".length());
            return Set.of(api + ".servlet.Filter", api + ".servlet.Servlet");
        }

        @Override
        public boolean anyType() {
            return true;
        }
    }

    private record Async(String name, Set<String> interfaces, List<MethodAdvice> methods)
            implements TypeInstrumentation {}
}
