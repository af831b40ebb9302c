package dev.covet.plain.web;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON: null, booleans, numbers, maps, iterables, and public records as objects in the order of their
 * components. Everything else is written as its text.
 */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    public static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.out.toString();
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            out.append(value);
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            map.forEach((name, member) -> member(String.valueOf(name), member));
            out.append('}');
        } else if (value instanceof Iterable<?> elements) {
            array(elements);
        } else if (value instanceof Record facts) {
            facts(facts);
        } else {
            text(value.toString());
        }
    }

    private void array(Iterable<?> elements) {
        out.append('[');
        for (Object element : elements) {
            comma('[');
            value(element);
        }
        out.append(']');
    }

    private void facts(Record facts) {
        out.append('{');
        for (RecordComponent component : facts.getClass().getRecordComponents()) {
            try {
                member(component.getName(), component.getAccessor().invoke(facts));
            } catch (ReflectiveOperationException exception) {
                throw new IllegalStateException("cannot read " + component + "; is its record public?", exception);
            }
        }
        out.append('}');
    }

    private void member(String name, @Nullable Object value) {
        comma('{');
        text(name);
        out.append(':');
        value(value);
    }

    private void comma(char opening) {
        if (out.charAt(out.length() - 1) != opening) {
            out.append(',');
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (character < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    } else {
                        out.append(character);
                    }
                }
            }
        }
        out.append('"');
    }
}
