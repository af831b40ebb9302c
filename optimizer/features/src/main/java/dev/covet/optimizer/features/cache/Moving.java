package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.BoundArray;
import dev.covet.optimizer.engine.BoundKey;

/** Values that PostgreSQL reads as a time that moves when they are bound as texts. */
final class Moving {
    private static final String[] WORDS = {"now", "today", "tomorrow", "yesterday"};

    private Moving() {}

    static boolean isIn(BoundKey values) {
        for (int position = 1; position <= values.count(); position++) {
            Object value = values.value(position);
            Object single = value instanceof BoundArray array ? array.element() : value;
            if (single instanceof String text && isMoving(text)) {
                return true;
            }
        }
        return false;
    }

    /** Also inside of an array or a range, and beside a time of day. */
    private static boolean isMoving(String text) {
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case 'n', 'N', 't', 'T', 'y', 'Y' -> {
                    if (isMovingAt(text, at)) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean isMovingAt(String text, int at) {
        if (at > 0 && Character.isLetter(text.charAt(at - 1))) {
            return false;
        }
        for (String word : WORDS) {
            int end = at + word.length();
            if (text.regionMatches(true, at, word, 0, word.length())
                    && (end == text.length() || !Character.isLetter(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }
}
