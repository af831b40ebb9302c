package dev.covet.conformance;

import java.util.List;

/** Values a reader understands sooner, of the same kind, the simplest first. */
final class Simpler {
    private Simpler() {}

    static List<Value> than(Value value) {
        if (!(value instanceof Value.Literal literal)) {
            return List.of();
        }
        List<String> contents = switch (literal.kind()) {
            case "int", "long", "short", "byte" -> List.of("1", "0");
            case "boolean" -> List.of("true");
            case "float", "double", "decimal" -> List.of("1");
            case "string" -> List.of("a", "select 1", "select id from item order by id");
            case "longString", "reader", "ascii" -> List.of("a", "ab*300");
            case "bytes", "stream" -> List.of("00", "00*300");
            case "date", "localDate" -> List.of("2000-01-01");
            case "timestamp" -> List.of("2000-01-01 00:00:00");
            case "ints", "integers" -> List.of("1");
            case "calendar" -> List.of("UTC");
            default -> List.of();
        };
        return contents.stream()
                .takeWhile(content -> !content.equals(literal.content()))
                .<Value>map(content -> new Value.Literal(literal.kind(), content))
                .toList();
    }
}
