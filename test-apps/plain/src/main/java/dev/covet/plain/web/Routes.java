package dev.covet.plain.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table of routes. The first route whose method and path match answers, so a literal goes before a variable. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** A route with the variables that its path had. */
    record Match(Handler handler, Map<String, String> variables) {}

    private record Route(String method, String path, List<String> parts, Handler handler) {

        @Nullable Map<String, String> variables(List<String> asked) {
            if (asked.size() != parts.size()) {
                return null;
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (part.startsWith("{")) {
                    variables.put(part.substring(1, part.length() - 1), asked.get(i));
                } else if (!part.equals(asked.get(i))) {
                    return null;
                }
            }
            return variables;
        }
    }

    public Routes add(String method, String path, Handler handler) {
        routes.add(new Route(method, path, parts(path), handler));
        return this;
    }

    /** Every route as "GET /books/{id}", in the order of the table. */
    public List<String> descriptions() {
        return routes.stream().map(route -> route.method() + " " + route.path()).toList();
    }

    Match find(String method, String path) {
        TreeSet<String> otherMethods = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> variables = route.variables(parts(path));
            if (variables != null && route.method().equals(method)) {
                return new Match(route.handler(), variables);
            }
            if (variables != null) {
                otherMethods.add(route.method());
            }
        }
        if (otherMethods.isEmpty()) {
            throw new HttpProblem(404, "there is nothing at " + path + "; GET / lists what there is");
        }
        throw new HttpProblem(405, path + " knows " + String.join(", ", otherMethods) + ", not " + method);
    }

    private static List<String> parts(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
