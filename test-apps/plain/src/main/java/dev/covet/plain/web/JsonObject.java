package dev.covet.plain.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, read with their types. A wrong type is a bad request that names the member. */
public final class JsonObject {
    private final String place;
    private final Map<?, ?> members;

    private JsonObject(String place, Map<?, ?> members) {
        this.place = place;
        this.members = members;
    }

    static JsonObject of(String place, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(place, map);
        }
        throw HttpProblem.badRequest(place + " must be a JSON object");
    }

    /** Text of 1 to longest characters, not blank. */
    public String text(String name, int longest) {
        if (members.get(name) instanceof String text
                && !text.isBlank()
                && text.length() <= longest
                && isStorable(text)) {
            return text;
        }
        throw wrong(name, "a text of 1 to " + longest + " characters");
    }

    /** As {@link #text(String, int)}, and null where the member is missing or null. */
    public @Nullable String optionalText(String name, int longest) {
        return members.get(name) == null ? null : text(name, longest);
    }

    public long wholeNumber(String name, long least, long most) {
        return wholeNumber(name, members.get(name), least, most);
    }

    public List<Long> wholeNumbers(String name, long least, long most) {
        List<Long> numbers = new ArrayList<>();
        for (Object element : elements(name)) {
            numbers.add(wholeNumber(name, element, least, most));
        }
        return numbers;
    }

    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : elements(name)) {
            objects.add(of(name + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /** Databases refuse NUL in a text, or half of a surrogate pair, each in another way. */
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private List<?> elements(String name) {
        if (members.get(name) instanceof List<?> elements && !elements.isEmpty()) {
            return elements;
        }
        throw wrong(name, "a list that is not empty");
    }

    private long wholeNumber(String name, @Nullable Object value, long least, long most) {
        if (value instanceof BigDecimal number
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.remainder(BigDecimal.ONE).signum() == 0) {
            return number.longValueExact();
        }
        throw wrong(name, "a whole number, " + least + " to " + most);
    }

    private HttpProblem wrong(String name, String expected) {
        return HttpProblem.badRequest(place + ": " + name + " must be " + expected);
    }
}
