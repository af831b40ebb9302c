package dev.covet.instrumentation.entry.http;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The server as its client calls it. The address it listens on is no name: often it is 0.0.0.0.
 *
 * @param host without the brackets of an IPv6 address
 * @param port the scheme's own if the client named none
 */
record ServerName(String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65535;
    private static final int LONGEST = 255;

    /** What the header says; without a usable one, where the request came in. */
    static ServerName of(@Nullable String header, String scheme, InetSocketAddress local) {
        String authority = header == null ? "" : header.strip();
        int bracket = authority.indexOf(']');
        int colon = authority.indexOf(':', bracket + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int usual = "https".equals(scheme) ? HTTPS : HTTP;
        int port = colon < 0 || colon == authority.length() - 1 ? usual : port(authority.substring(colon + 1));
        if (port < 0 || host.isEmpty() || host.length() > LONGEST) {
            return new ServerName(local.getHostString(), local.getPort());
        }
        boolean bracketed = host.charAt(0) == '[' && bracket == host.length() - 1;
        return new ServerName(bracketed ? host.substring(1, bracket) : host, port);
    }

    /** Or -1. */
    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port > 0 && port <= LAST_PORT ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
