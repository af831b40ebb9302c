package dev.covet.conformance;

import org.jspecify.annotations.Nullable;

/** An argument of a step. */
sealed interface Value {

    /** As it stands in a program. */
    String text();

    /** The variable of an earlier step. */
    record Reference(String variable) implements Value {
        @Override
        public String text() {
            return variable;
        }
    }

    /** A value made anew each time from its kind and a text; see {@link Literals}. */
    record Literal(String kind, String content) implements Value {
        @Override
        public String text() {
            return switch (kind) {
                case "int", "boolean" -> content;
                case "long" -> content + "L";
                case "string" -> Quotes.quote(content);
                default -> kind + "(" + Quotes.quote(content) + ")";
            };
        }

        @Nullable Object make() {
            return Literals.make(kind, content);
        }

        Class<?> type() {
            return Literals.type(kind, content);
        }
    }

    static Value of(int value) {
        return new Literal("int", Integer.toString(value));
    }

    static Value of(long value) {
        return new Literal("long", Long.toString(value));
    }

    static Value of(boolean value) {
        return new Literal("boolean", Boolean.toString(value));
    }

    static Value of(String value) {
        return new Literal("string", value);
    }

    static Value of(Class<?> value) {
        return new Literal("class", value.getName());
    }

    static Value nothing(Class<?> type) {
        return new Literal("null", type.getName());
    }

    static Value literal(String kind, String content) {
        return new Literal(kind, content);
    }
}
