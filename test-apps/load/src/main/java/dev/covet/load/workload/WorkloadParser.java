package dev.covet.load.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a workload: one request template a line, empty lines, and comments that begin with #. */
final class WorkloadParser {
    private static final String FORM = "a line is WEIGHT METHOD [STATUS,STATUS] /PATH [JSON], as in"
            + " \"10 GET /api/owners/{1..500}\" or \"2 POST 201,409 /api/orders {\"quantity\":{1..3}}\"";
    private static final Pattern LINE =
            Pattern.compile("(?<weight>\\S+)\\s+(?<method>\\S+)\\s+(?:(?<statuses>[0-9][0-9,]*)\\s+)?(?<path>\\S+)"
                    + "(?:\\s+(?<body>.*))?");

    private final String name;
    private final List<RequestTemplate> templates = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();

    WorkloadParser(String name) {
        this.name = name;
    }

    Workload parse(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(line, i + 1);
            }
        }
        if (templates.isEmpty()) {
            throw new WorkloadProblem(name + " holds no request; " + FORM);
        }
        return new Workload(name, templates);
    }

    private void add(String line, int lineNumber) {
        try {
            RequestTemplate template = template(line);
            boolean first = kinds.add(template.kind());
            templates.add(first ? template : template.named(template.kind() + " (line " + lineNumber + ")"));
        } catch (IllegalArgumentException problem) {
            throw new WorkloadProblem(
                    name + ", line " + lineNumber + ": " + problem.getMessage() + "; " + FORM, problem);
        }
    }

    private static RequestTemplate template(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + line + "\" is too short");
        }
        int weight = number("the weight", parts.group("weight"));
        return RequestTemplate.of(
                weight,
                parts.group("method"),
                statuses(parts.group("statuses")),
                parts.group("path"),
                parts.group("body"));
    }

    private static Set<Integer> statuses(@Nullable String list) {
        if (list == null) {
            return Set.of();
        }
        return Arrays.stream(list.split(",", -1))
                .map(status -> number("the status", status))
                .collect(Collectors.toSet());
    }

    private static int number(String what, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException exception) {
            throw new IllegalArgumentException(what + " \"" + text + "\" is no whole number", exception);
        }
    }
}
