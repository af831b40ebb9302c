package dev.covet.instrumentation.entry.http;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What requests say of their clients, from any server. It is anybody's text and cut to a length. */
public final class Headers {
    private static final int LONGEST_AGENT = 512;
    private static final int LONGEST_ADDRESS = 255;

    private Headers() {}

    /** The version in the first line of a request, for example of {@code HTTP/1.1}; null if there is none. */
    public static @Nullable String version(@Nullable String protocol) {
        if (protocol == null) {
            return null;
        }
        return switch (protocol) {
            case "HTTP/1.1" -> "1.1";
            case "HTTP/1.0" -> "1.0";
            case "HTTP/2", "HTTP/2.0" -> "2";
            case "HTTP/3", "HTTP/3.0" -> "3";
            default -> null;
        };
    }

    public static @Nullable String userAgent(Function<String, @Nullable String> headers) {
        String agent = headers.apply("User-Agent");
        return agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
    }

    /** The client as the first proxy saw it; without a proxy, the peer. */
    public static @Nullable String client(Function<String, @Nullable String> headers, @Nullable String peer) {
        String forwarded = forwarded(headers.apply("Forwarded"));
        String client = forwarded == null ? address(first(headers.apply("X-Forwarded-For"))) : forwarded;
        return client == null ? peer : client;
    }

    /** The first {@code for} of the header that RFC 7239 defines. */
    private static @Nullable String forwarded(@Nullable String header) {
        String element = first(header);
        if (element == null) {
            return null;
        }
        for (String pair : element.split(";", -1)) {
            String each = pair.strip();
            if (each.toLowerCase(Locale.ROOT).startsWith("for=")) {
                String value = each.substring("for=".length());
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return address(quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return null;
    }

    private static @Nullable String first(@Nullable String list) {
        if (list == null) {
            return null;
        }
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma);
    }

    /** Without brackets and port; null for what is no address: {@code unknown}, a hidden name, rubbish. */
    private static @Nullable String address(@Nullable String text) {
        String address = text == null ? "" : text.strip();
        int bracket = address.indexOf(']');
        int colon = address.indexOf(':');
        if (address.startsWith("[") && bracket > 0) {
            address = address.substring(1, bracket);
        } else if (colon >= 0 && colon == address.lastIndexOf(':')) {
            address = address.substring(0, colon);
        }
        boolean none = address.isEmpty() || address.length() > LONGEST_ADDRESS || address.startsWith("_");
        return none || address.equalsIgnoreCase("unknown") || !isPlain(address) ? null : address;
    }

    private static boolean isPlain(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ".:-_%".indexOf(c) >= 0);
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
