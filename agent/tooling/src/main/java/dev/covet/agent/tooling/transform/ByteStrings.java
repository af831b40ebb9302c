package dev.covet.agent.tooling.transform;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** A set of names that are looked up in a class file without making a string of each candidate. */
final class ByteStrings {
    private final byte[][][] byLength;

    ByteStrings(Collection<String> strings) {
        int longest = -1;
        for (String string : strings) {
            longest = Math.max(longest, string.length());
        }
        byLength = new byte[longest + 1][0][];
        for (String string : strings) {
            byte[][] known = byLength[string.length()];
            byte[][] more = Arrays.copyOf(known, known.length + 1);
            // Names with other characters than these are not looked for.
            more[known.length] = string.getBytes(StandardCharsets.US_ASCII);
            byLength[string.length()] = more;
        }
    }

    boolean isEmpty() {
        return byLength.length == 0;
    }

    boolean contains(byte[] bytes, int start, int length) {
        if (length >= byLength.length) {
            return false;
        }
        for (byte[] candidate : byLength[length]) {
            if (Arrays.equals(bytes, start, start + length, candidate, 0, length)) {
                return true;
            }
        }
        return false;
    }
}
