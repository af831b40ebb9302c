package dev.covet.agent.tooling.transform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A set of names that are looked up in a class file without making a string of each candidate. */
final class ByteStrings {
    private final byte[][][] byLength;

    ByteStrings(Collection<String> strings) {
        int longest = strings.stream().mapToInt(String::length).max().orElse(-1);
        List<List<byte[]>> lists = new ArrayList<>();
        for (int i = 0; i <= longest; i++) {
            lists.add(new ArrayList<>());
        }
        for (String string : strings) {
            // Names with other characters than these are not looked for.
            lists.get(string.length()).add(string.getBytes(StandardCharsets.US_ASCII));
        }
        byLength = lists.stream().map(list -> list.toArray(byte[][]::new)).toArray(byte[][][]::new);
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
