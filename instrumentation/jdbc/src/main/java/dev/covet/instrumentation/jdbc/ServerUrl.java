package dev.covet.instrumentation.jdbc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The address of one server among several that hold the same databases. */
final class ServerUrl {
    private static final String JDBC = "jdbc:";

    private ServerUrl() {}

    /**
     * What a URL becomes for another server: its database and its options stay.
     *
     * @param address a host, a host and a port, or a URL of the same kind, which is taken as it is
     * @return null if the URL is of a kind in which the server cannot be told from the rest
     */
    static @Nullable String at(String url, String address) {
        if (address.toLowerCase(Locale.ROOT).startsWith(JDBC)) {
            return kind(address).equals(kind(url)) ? address : null;
        }
        int slashes = url.indexOf("//");
        if (slashes < 0 || !isPlain(url.substring(0, slashes))) {
            return null;
        }
        int start = slashes + 2;
        int end = end(url, start);
        String servers = url.substring(start, end);
        // A list may have users and rules of its own.
        if (servers.indexOf('(') >= 0 || servers.indexOf('[') > 0) {
            return null;
        }
        String user = servers.substring(0, servers.lastIndexOf('@') + 1);
        return url.substring(0, start) + user + address + url.substring(end);
    }

    /** Whether no way of choosing among servers is part of it, as in {@code jdbc:mysql:loadbalance:}. */
    private static boolean isPlain(String scheme) {
        return scheme.chars().filter(each -> each == ':').count() == 2;
    }

    private static int end(String url, int start) {
        for (int i = start; i < url.length(); i++) {
            if ("/?;".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return url.length();
    }

    private static String kind(String url) {
        int end = url.indexOf(':', JDBC.length());
        return end < 0 ? "" : url.substring(JDBC.length(), end).toLowerCase(Locale.ROOT);
    }
}
