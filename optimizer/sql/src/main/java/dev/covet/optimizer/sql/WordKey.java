package dev.covet.optimizer.sql;

/**
 * A word as one number, so that words are compared without looking at their characters again. Words of ten characters
 * of ASCII fit and are exact, of longer ones it is a hash. The case does not count.
 */
final class WordKey {
    private static final long BEYOND_ASCII = 0xC2B2AE3D27D4EB4FL;

    private WordKey() {}

    static long of(String word) {
        long packed = 0;
        long mixed = 0;
        for (int i = 0; i < word.length(); i++) {
            if (isFull(packed)) {
                mixed = mix(mixed ^ packed);
                packed = 0;
            }
            packed = add(packed, Characters.code(word.charAt(i)));
        }
        return end(packed, mixed);
    }

    /** Whether the next character needs a new number. */
    static boolean isFull(long packed) {
        return packed >>> 54 != 0;
    }

    static long add(long packed, int code) {
        return packed << 6 | code;
    }

    static long end(long packed, long mixed) {
        return mixed == 0 ? packed : mix(mixed ^ packed);
    }

    /** What {@code mixed} is after a character that has no code. */
    static long beyondAscii(long packed, long mixed, char c) {
        return mix(mix(mixed ^ packed) ^ BEYOND_ASCII ^ Characters.fold(c));
    }

    static long mix(long value) {
        long product = value * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> 32);
    }
}
