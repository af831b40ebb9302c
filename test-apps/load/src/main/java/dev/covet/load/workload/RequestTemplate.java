package dev.covet.load.workload;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request.
 *
 * @param kind its name in the report
 * @param weight how often it is sent, compared with the others
 * @param expected the statuses that are no error; empty means 200 to 399
 */
public record RequestTemplate(
        String kind,
        int weight,
        String method,
        Set<Integer> expected,
        TextTemplate path,
        @Nullable TextTemplate body) {
    private static final int HEAVIEST = 1_000_000;
    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT");
    private static final List<String> METHODS_WITH_BODY = List.of("PATCH", "POST", "PUT");
    private static final Pattern LEGAL_IN_PATH = Pattern.compile("(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*");

    public RequestTemplate {
        expected = Set.copyOf(expected);
        require(weight >= 1 && weight <= HEAVIEST, "the weight must be 1 to " + HEAVIEST + ", not " + weight);
        require(METHODS.contains(method), "\"" + method + "\" is no method; expected one of " + METHODS);
        for (int status : expected) {
            require(status >= 200 && status <= 599, "status " + status + " is not one of 200 to 599");
        }
        require(body == null || METHODS_WITH_BODY.contains(method), method + " takes no body");
    }

    /** A request without a body, as in of(10, "GET", "/api/owners/{1..500}"). */
    public static RequestTemplate of(int weight, String method, String path) {
        return of(weight, method, Set.of(), path, null);
    }

    /** Throws IllegalArgumentException with what is wrong and what is expected. */
    public static RequestTemplate of(
            int weight, String method, Set<Integer> expected, String path, @Nullable String body) {
        require(path.startsWith("/") && !path.startsWith("//"), "the path \"" + path + "\" must begin with one /");
        TextTemplate pathTemplate = TextTemplate.parse(path);
        for (String word : pathTemplate.words()) {
            require(
                    LEGAL_IN_PATH.matcher(word).matches(),
                    "\"" + word + "\" in the path has a character that must be written as % and two digits");
        }
        require(body == null || body.startsWith("{") || body.startsWith("["), "the body must be JSON, not " + body);
        TextTemplate bodyTemplate = body == null ? null : TextTemplate.parse(body);
        return new RequestTemplate(method + " " + path, weight, method, expected, pathTemplate, bodyTemplate);
    }

    public boolean isExpected(int status) {
        return expected.isEmpty() ? status >= 200 && status < 400 : expected.contains(status);
    }

    RequestTemplate named(String name) {
        return new RequestTemplate(name, weight, method, expected, path, body);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
