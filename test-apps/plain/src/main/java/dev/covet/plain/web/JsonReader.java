package dev.covet.plain.web;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value: objects as maps, arrays as lists, numbers as BigDecimal, and text, booleans and null. What is
 * not JSON is a bad request that names the place.
 */
final class JsonReader {
    private static final int DEEPEST = 32;
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

    private final String text;
    private int position;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    static @Nullable Object read(byte[] utf8) {
        JsonReader reader;
        try {
            reader = new JsonReader(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException exception) {
            throw HttpProblem.badRequest("the body is not UTF-8 text");
        }
        Object value = reader.value();
        if (reader.next() != '\0') {
            throw reader.expected("the end");
        }
        return value;
    }

    private @Nullable Object value() {
        if (++depth > DEEPEST) {
            throw expected("at most " + DEEPEST + " levels");
        }
        Object value = switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        position++;
        if (next() == '}') {
            position++;
            return members;
        }
        while (true) {
            if (next() != '"') {
                throw expected("a name in double quotes");
            }
            String name = string();
            take(':');
            members.put(name, value());
            if (next() == '}') {
                position++;
                return members;
            }
            take(',');
        }
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        position++;
        if (next() == ']') {
            position++;
            return elements;
        }
        while (true) {
            elements.add(value());
            if (next() == ']') {
                position++;
                return elements;
            }
            take(',');
        }
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        position++;
        while (position < text.length()) {
            char character = text.charAt(position++);
            if (character == '"') {
                return string.toString();
            }
            if (character < ' ') {
                position--;
                throw expected("an escape instead of a control character");
            }
            string.append(character == '\\' ? escaped() : character);
        }
        throw expected("a closing double quote");
    }

    private char escaped() {
        char character = position < text.length() ? text.charAt(position++) : '\0';
        return switch (character) {
            case '"', '\\', '/' -> character;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                position--;
                throw expected("a known escape after \\");
            }
        };
    }

    private char unicode() {
        if (position + 4 > text.length()
                || !text.substring(position, position + 4).matches("[0-9a-fA-F]{4}")) {
            throw expected("four hexadecimal digits after \\u");
        }
        position += 4;
        return (char) Integer.parseInt(text.substring(position - 4, position), 16);
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        if (!text.startsWith(word, position)) {
            throw expected("a value");
        }
        position += word.length();
        return meaning;
    }

    private BigDecimal number() {
        Matcher matcher = NUMBER.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw expected("a value");
        }
        position = matcher.end();
        return new BigDecimal(matcher.group());
    }

    private void take(char wanted) {
        if (next() != wanted) {
            throw expected("'" + wanted + "'");
        }
        position++;
    }

    /** The next character that is not white space, without taking it; NUL at the end. */
    private char next() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private HttpProblem expected(String what) {
        return HttpProblem.badRequest("the body is not JSON: expected " + what + " at character " + (position + 1));
    }
}
