package dev.covet.load.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with places to fill in: {1..500} becomes a whole number of that range, {red|green} one of the words, {number}
 * the number of the request. A brace before a double quote, white space or a closing brace is JSON and stays.
 */
record TextTemplate(List<Piece> pieces) {
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,15})\\.\\.(-?\\d{1,15})");

    TextTemplate {
        pieces = List.copyOf(pieces);
    }

    /** A part of the text. */
    sealed interface Piece {
        String fill(SplittableRandom random, long number);
    }

    /** Text that stays as it is. */
    record Literal(String text) implements Piece {
        @Override
        public String fill(SplittableRandom random, long number) {
            return text;
        }
    }

    /** A whole number, both ends included. */
    record Range(long from, long to) implements Piece {
        @Override
        public String fill(SplittableRandom random, long number) {
            return Long.toString(random.nextLong(from, to + 1));
        }
    }

    /** One of some words. */
    record Choice(List<String> words) implements Piece {
        Choice {
            words = List.copyOf(words);
        }

        @Override
        public String fill(SplittableRandom random, long number) {
            return words.get(random.nextInt(words.size()));
        }
    }

    /** The number of the request, so that a value is there once in a run. */
    record RequestNumber() implements Piece {
        @Override
        public String fill(SplittableRandom random, long number) {
            return Long.toString(number);
        }
    }

    /** Throws IllegalArgumentException with what is wrong and what is expected. */
    static TextTemplate parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            if (!isPlace(text, position)) {
                literal.append(text.charAt(position++));
                continue;
            }
            int end = text.indexOf('}', position);
            if (end < 0) {
                throw new IllegalArgumentException("\"" + text.substring(position) + "\" has no closing brace");
            }
            pieces.add(new Literal(literal.toString()));
            literal.setLength(0);
            pieces.add(piece(text.substring(position + 1, end)));
            position = end + 1;
        }
        pieces.add(new Literal(literal.toString()));
        return new TextTemplate(pieces);
    }

    String fill(SplittableRandom random, long number) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.fill(random, number));
        }
        return text.toString();
    }

    /** Everything that this can become a part of a text, except numbers. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Literal literal) {
                words.add(literal.text());
            } else if (piece instanceof Choice choice) {
                words.addAll(choice.words());
            }
        }
        return words;
    }

    private static boolean isPlace(String text, int position) {
        boolean last = position + 1 == text.length();
        return text.charAt(position) == '{' && (last || "\"} \t".indexOf(text.charAt(position + 1)) < 0);
    }

    private static Piece piece(String inner) {
        if (inner.equals("number")) {
            return new RequestNumber();
        }
        if (inner.indexOf('|') >= 0) {
            return new Choice(List.of(inner.split("\\|", -1)));
        }
        Matcher range = RANGE.matcher(inner);
        if (!range.matches()) {
            throw new IllegalArgumentException(
                    "{" + inner + "} is no parameter; expected {1..500}, {red|green} or {number}");
        }
        long from = Long.parseLong(range.group(1));
        long to = Long.parseLong(range.group(2));
        if (from > to) {
            throw new IllegalArgumentException("{" + inner + "} is an empty range; expected the smaller number first");
        }
        return new Range(from, to);
    }
}
