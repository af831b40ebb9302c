package dev.covet.plain.web;

import java.util.Map;
import java.util.Optional;

/** What a caller asked: the variables of the path, the query, and the whole body. */
public final class Request {
    private static final int LARGEST_PAGE = 200;
    private static final int LAST_PAGE = 1_000_000;

    private final Map<String, String> variables;
    private final Map<String, String> query;
    private final byte[] body;

    Request(Map<String, String> variables, Map<String, String> query, byte[] body) {
        this.variables = variables;
        this.query = query;
        this.body = body;
    }

    /** The page of a list: numbered from 0. */
    public record Page(int page, int size) {
        public long offset() {
            return (long) page * size;
        }
    }

    public long id() {
        String text = variables.getOrDefault("id", "");
        return wholeNumber("the id in the path", text, 1, Long.MAX_VALUE);
    }

    public Page page() {
        int page = (int) wholeNumber("page", query.getOrDefault("page", "0"), 0, LAST_PAGE);
        int size = (int) wholeNumber("size", query.getOrDefault("size", "20"), 1, LARGEST_PAGE);
        return new Page(page, size);
    }

    /** A query parameter that must be there. */
    public String text(String name) {
        return Optional.ofNullable(query.get(name))
                .filter(value -> !value.isBlank() && value.indexOf('\0') < 0)
                .orElseThrow(
                        () -> HttpProblem.badRequest("give the query parameter " + name + ", as in ?" + name + "=…"));
    }

    /** The bytes as they came; nobody may change them. */
    public byte[] body() {
        return body;
    }

    public JsonObject json() {
        return JsonObject.of("the body", JsonReader.read(body));
    }

    private static long wholeNumber(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same answer as a number out of range.
        }
        String range = most == Long.MAX_VALUE ? least + " or more" : least + " to " + most;
        throw HttpProblem.badRequest(name + " must be a whole number, " + range + ", not \"" + text + "\"");
    }
}
