package dev.covet.optimizer.settings;

import java.util.Locale;

/** What of a foreign text may stand in a message: no passwords, no control characters, not too much. */
final class Shown {
    static final String MASK = "***";

    private static final int LONGEST = 120;
    private static final String[] WORDS = {
        "password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "api-key", "api_key"
    };

    private Shown() {}

    /** In quotes, on one line. */
    static String quoted(String text) {
        return '"' + plain(withoutPasswords(text)) + '"';
    }

    /** On one line, shortened. */
    static String plain(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
        }
        return text.length() > LONGEST ? shown.append('…').toString() : shown.toString();
    }

    /** Masks what follows "password=" and its like, and the password in "//user:password@host". */
    static String withoutPasswords(String text) {
        String shown = withoutUserInfo(text);
        for (String word : WORDS) {
            shown = withoutParameter(shown, word);
        }
        return shown;
    }

    private static String withoutUserInfo(String text) {
        int slashes = text.indexOf("//");
        if (slashes < 0) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int done = 0;
        while (slashes >= 0) {
            int start = slashes + 2;
            int end = start;
            while (end < text.length() && "/?#,; \t".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int colon = text.indexOf(':', start);
            int at = text.lastIndexOf('@', end - 1);
            if (colon >= 0 && colon < at) {
                shown.append(text, done, colon + 1).append(MASK);
                done = at;
            }
            slashes = text.indexOf("//", end);
        }
        return shown.append(text, done, text.length()).toString();
    }

    /** Looks for the word anywhere before an equals sign, so that sslpassword= and trustStorePassword= are found. */
    private static String withoutParameter(String text, String word) {
        String lower = text.toLowerCase(Locale.ROOT);
        int found = lower.indexOf(word);
        if (found < 0 || lower.length() != text.length()) {
            return found < 0 ? text : MASK;
        }
        StringBuilder shown = new StringBuilder();
        int done = 0;
        while (found >= 0) {
            int equals = found + word.length();
            if (found >= done && equals < text.length() && text.charAt(equals) == '=') {
                int end = equals + 1;
                while (end < text.length() && "&;, \t)".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                shown.append(text, done, equals + 1).append(MASK);
                done = end;
            }
            found = lower.indexOf(word, found + word.length());
        }
        return shown.append(text, done, text.length()).toString();
    }
}
