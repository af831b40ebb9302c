package dev.covet.conformance;

/** Strings as Java would write them, in ASCII. */
final class Quotes {
    private Quotes() {}

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ' || c > '~') {
                        quoted.append("\\u").append(hex(c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    private static String hex(char c) {
        String hex = Integer.toHexString(c);
        return "0".repeat(4 - hex.length()) + hex;
    }

    /** The inverse, for what stands between the quotes. */
    static String unquote(String quoted) {
        StringBuilder text = new StringBuilder(quoted.length());
        int i = 0;
        while (i < quoted.length()) {
            char c = quoted.charAt(i++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = quoted.charAt(i++);
            if (escaped == 'u') {
                text.append((char) Integer.parseInt(quoted.substring(i, i + 4), 16));
                i += 4;
            } else {
                text.append(escaped == 'n' ? '\n' : escaped);
            }
        }
        return text.toString();
    }
}
