package dev.covet.optimizer.settings;

import java.util.List;

/** Writes the little JSON that reports need. */
final class Json {
    private Json() {}

    static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
                String hex = Integer.toHexString(c);
                json.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    static String strings(List<String> texts) {
        StringBuilder json = new StringBuilder("[");
        for (String text : texts) {
            json.append(json.length() == 1 ? "" : ",").append(string(text));
        }
        return json.append(']').toString();
    }
}
