package dev.covet.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one line: {@code [lane|] [variable =] [receiver.]method(arguments)}. */
final class StepParser {
    private final String line;
    private int position;

    StepParser(String line) {
        this.line = line;
    }

    Step step() {
        int lane = 0;
        String variable = null;
        String first = word();
        if (skip('|')) {
            lane = Integer.parseInt(first);
            first = word();
        }
        if (skip('=')) {
            variable = first;
            first = word();
        }
        String receiver = "";
        String method = first;
        if (skip('.')) {
            receiver = first;
            method = word();
        }
        return new Step(lane, variable, receiver, method, arguments());
    }

    private List<Value> arguments() {
        List<Value> arguments = new ArrayList<>();
        expect('(');
        if (!skip(')')) {
            do {
                arguments.add(value());
            } while (skip(','));
            expect(')');
        }
        return arguments;
    }

    private Value value() {
        String quoted = quoted();
        if (quoted != null) {
            return Value.of(quoted);
        }
        String word = word();
        if (skip('(')) {
            String content = quoted();
            expect(')');
            return Value.literal(word, content == null ? "" : content);
        }
        if (word.equals("true") || word.equals("false")) {
            return Value.literal("boolean", word);
        }
        if (!word.matches("-?\\d+L?")) {
            return new Value.Reference(word);
        }
        return word.endsWith("L")
                ? Value.literal("long", word.substring(0, word.length() - 1))
                : Value.literal("int", word);
    }

    private @Nullable String quoted() {
        if (!skip('"')) {
            return null;
        }
        int start = position;
        while (line.charAt(position) != '"') {
            position += line.charAt(position) == '\\' ? 2 : 1;
        }
        return Quotes.unquote(line.substring(start, position++));
    }

    private String word() {
        blanks();
        int start = position;
        while (position < line.length()
                && (Character.isLetterOrDigit(line.charAt(position)) || line.charAt(position) == '-')) {
            position++;
        }
        if (start == position) {
            throw wrong("a word");
        }
        return line.substring(start, position);
    }

    private boolean skip(char c) {
        blanks();
        if (position < line.length() && line.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw wrong("'" + c + "'");
        }
    }

    private void blanks() {
        while (position < line.length() && line.charAt(position) == ' ') {
            position++;
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("Expected " + expected + " at column " + (position + 1) + " of: " + line);
    }
}
